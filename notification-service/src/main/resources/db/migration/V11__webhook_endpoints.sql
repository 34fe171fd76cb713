-- Where clients want to be told, at back ends of their own.

create table webhook_endpoints (
    id              uuid primary key default gen_random_uuid(),
    client          text        not null,
    url             text        not null,
    description     text,
    -- Types of events that are told; all when empty.
    event_types     text[]      not null default '{}',
    -- Encrypted.
    secret          text        not null,
    previous_secret text,
    -- Until then both secrets sign.
    previous_until  timestamptz,
    disabled_at     timestamptz,
    disabled_reason text check (disabled_reason in ('CLIENT', 'GONE', 'FAILING')),
    -- Since when every try has failed.
    failing_since   timestamptz,
    created_at      timestamptz not null default now(),
    check ((disabled_at is null) = (disabled_reason is null))
);

create index webhook_endpoints_of on webhook_endpoints (client, created_at desc, id desc);
