-- When codes went to which address, whoever's it was said to be, so that no mailbox is flooded. Kept for a day.

create table email_codes (
    -- Keyed: tells nobody the address.
    digest  text        not null,
    sent_at timestamptz not null
);

create index email_codes_of_address on email_codes (digest, sent_at);
create index email_codes_age on email_codes (sent_at);
