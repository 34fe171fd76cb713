-- The state of every ramp, its users and accounts. Personal data stays with the provider.

create table users (
    id               uuid primary key,
    client           text        not null,
    external_id      text        not null,
    fingerprint      text        not null,
    type             text        not null,
    provider         text        not null,
    provider_user_id text,
    status           text        not null,
    kyc_level        text        not null,
    provider_time    timestamptz,
    sequence         bigint      not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint users_external_id_key unique (client, external_id),
    constraint users_provider_key unique (provider, provider_user_id)
);

create index users_listing on users (client, created_at desc, id desc);

create table accounts (
    id                  uuid primary key,
    client              text        not null,
    user_id             uuid        not null references users (id),
    external_id         text        not null,
    fingerprint         text        not null,
    type                text        not null,
    method              text        not null,
    provider            text        not null,
    provider_account_id text,
    status              text        not null,
    provider_time       timestamptz,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    constraint accounts_external_id_key unique (client, external_id),
    constraint accounts_provider_key unique (provider, provider_account_id)
);

create index accounts_listing on accounts (client, created_at desc, id desc);

create table ramps (
    id                   uuid primary key,
    client               text           not null,
    external_id          text           not null,
    fingerprint          text           not null,
    user_id              uuid           not null references users (id),
    user_external_id     text           not null,
    account_id           uuid           not null references accounts (id),
    quotation_id         uuid           not null,
    provider             text           not null,
    provider_ramp_id     text,
    -- The exact bytes that the provider gets, stored before they are sent.
    request              bytea          not null,
    direction            text           not null,
    submission           text           not null,
    checks               integer        not null,
    next_check_at        timestamptz,
    status               text           not null,
    provider_status      text,
    provider_time        timestamptz,
    from_currency        text           not null,
    from_amount          numeric(38, 8) not null,
    to_currency          text           not null,
    to_amount            numeric(38, 8) not null,
    executed_from_amount numeric(38, 8),
    executed_to_amount   numeric(38, 8),
    cash_in_method       text           not null,
    cash_out_method      text           not null,
    deposit_instructions text           not null,
    transfer_proof       text,
    reason               text,
    sequence             bigint         not null,
    created_at           timestamptz    not null,
    updated_at           timestamptz    not null,
    constraint ramps_external_id_key unique (client, external_id),
    constraint ramps_quotation_key unique (quotation_id),
    constraint ramps_provider_key unique (provider, provider_ramp_id)
);

create index ramps_listing on ramps (client, created_at desc, id desc);
create index ramps_due on ramps (next_check_at) where next_check_at is not null;

-- Everything that was ever heard of a ramp, and what became of it.
create table timeline (
    id              bigint generated always as identity primary key,
    ramp_id         uuid        not null references ramps (id),
    at              timestamptz not null,
    cause           text        not null,
    event_id        text,
    provider_status text,
    status          text        not null,
    verdict         text        not null,
    detail          text
);

create index timeline_of_ramp on timeline (ramp_id, id);
create unique index timeline_once_per_event on timeline (ramp_id, event_id);

-- Events that are committed with the change they tell of, and deleted once Kafka has them.
create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    key        text        not null,
    event_id   uuid        not null,
    type       text        not null,
    data       text        not null,
    created_at timestamptz not null
);

create index outbox_order on outbox (topic, key, id);

-- News of ramps, users and accounts whose creation is not confirmed yet: a webhook can overtake the reply to the request that caused it.
create table unmatched_news (
    provider    text        not null,
    event_id    text        not null,
    resource_id text        not null,
    body        bytea       not null,
    received_at timestamptz not null,
    primary key (provider, event_id)
);

create index unmatched_of_resource on unmatched_news (provider, resource_id);
