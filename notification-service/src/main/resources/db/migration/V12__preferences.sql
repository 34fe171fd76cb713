-- What each person wants to be told, and how.

create table preferences (
    id              uuid primary key default gen_random_uuid(),
    client          text        not null,
    subject         text        not null,
    language        text        not null,
    email_enabled   boolean     not null,
    email_kinds     text[]      not null,
    -- Encrypted.
    email_address   text,
    email_confirmed boolean     not null default false,
    -- Encrypted; what the owner of the address sends back.
    email_code      text,
    email_code_until timestamptz,
    email_code_tries int         not null default 0,
    -- How many codes were sent since when, so that nobody is flooded with them.
    email_codes     int         not null default 0,
    email_codes_since timestamptz not null default now(),
    push_enabled    boolean     not null,
    push_kinds      text[]      not null,
    updated_at      timestamptz not null default now(),
    unique (client, subject)
);
