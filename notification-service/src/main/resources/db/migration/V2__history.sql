-- What was told of each ramp last, for snapshots; where history begins, for gaps; who may not listen any more.

alter table notices
    add column sequence bigint,
    add column terminal boolean,
    -- Whether nothing newer has been told of the ramp.
    add column newest   boolean not null default true;

-- json, not jsonb: that would refuse what some text in the data may hold.
update notices
set sequence = (data::json ->> 'sequence')::bigint,
    terminal = data::json #>> '{ramp,status}' in ('COMPLETED', 'FAILED', 'REJECTED', 'CANCELED', 'EXPIRED', 'REFUNDED');

update notices o
set newest = false
where exists (select 1 from notices n
              where n.client = o.client and n.ramp_id = o.ramp_id and n.sequence > o.sequence);

alter table notices
    alter column sequence set not null,
    alter column terminal set not null;

-- The inbox is in the order of positions too.
drop index notices_inbox;

create index notices_of_client on notices (client, position);
create index notices_newest on notices (ramp_id) where newest;
create index notices_open on notices (client, subject, position) where newest and not terminal;
create index notices_unread on notices (client, subject, position) where read_at is null;
create index notices_age on notices using brin (created_at);

-- The highest position that was deleted of each user's notices: whoever has not come so far has missed something.
create table forgotten (
    client   text   not null,
    subject  text   not null,
    position bigint not null,
    primary key (client, subject)
);

create index forgotten_of_client on forgotten (client, position);

-- Passes of the subject that were issued before are no longer good. A client's own subject is the client.
create table revocations (
    id         bigint generated always as identity primary key,
    client     text        not null,
    subject    text        not null,
    revoked_at timestamptz not null default now()
);

create index revocations_age on revocations (revoked_at);
