-- Browsers that people want to be told in.

create table push_subscriptions (
    id              uuid primary key default gen_random_uuid(),
    client          text        not null,
    subject         text        not null,
    -- Host of the push service.
    service         text        not null,
    -- SHA-256 of the endpoint, to find it again.
    digest          text        not null,
    -- Endpoint and keys of the browser, encrypted: whoever has them can write to it.
    sealed          text        not null,
    expires_at      timestamptz,
    created_at      timestamptz not null default now(),
    unique (client, digest)
);

create index push_subscriptions_of on push_subscriptions (client, subject, created_at desc, id desc);
