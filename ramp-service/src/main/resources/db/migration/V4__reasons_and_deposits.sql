-- Why a ramp went wrong, as the provider's words were understood; the rest follows from its status.
alter table ramps add column reason_code text;
alter table timeline add column reason_code text;

-- Until when a deposit is waited for, and when the provider is asked about it next.
alter table ramps add column deposit_expires_at timestamptz;
alter table ramps add column deposit_check_at timestamptz;

update ramps
set deposit_expires_at = created_at + interval '24 hours', deposit_check_at = created_at + interval '24 hours'
where status in ('CREATED', 'AWAITING_DEPOSIT');

create index ramps_overdue_deposits on ramps (deposit_check_at) where status in ('CREATED', 'AWAITING_DEPOSIT');

-- Ramps that the provider may have without our knowing: few, and looked for with every webhook that nobody knows.
create index ramps_in_doubt on ramps (provider) where submission in ('UNCERTAIN', 'ABANDONED');
