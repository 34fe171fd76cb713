-- What is on its way to somebody else by another channel than a stream: one row for each notice and destination.

create table deliveries (
    id          uuid primary key default gen_random_uuid(),
    channel     text        not null,
    -- A row of the channel's own; the channel deletes its deliveries with it.
    destination uuid        not null,
    client      text        not null,
    -- Those with the same lane share a limit of how many are under way.
    lane        text        not null,
    -- What the receiver knows it by: the notice's id, and the same whenever it is repeated.
    message_id  uuid        not null,
    type        text        not null,
    data        text        not null,
    state       text        not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
    tries       int         not null default 0,
    -- Null once it is over. Whoever takes a row moves this behind the lease: nobody marks that a replica has died.
    due_at      timestamptz,
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    unique (channel, destination, message_id),
    check ((state = 'PENDING') = (due_at is not null))
);

create index deliveries_due on deliveries (channel, due_at) where due_at is not null;
create index deliveries_log on deliveries (destination, created_at desc, id desc);
create index deliveries_over on deliveries (ended_at) where ended_at is not null;

create table delivery_attempts (
    id         bigint generated always as identity primary key,
    delivery   uuid        not null references deliveries (id) on delete cascade,
    started_at timestamptz not null,
    latency_ms int         not null,
    status     int,
    error      text
);

create index delivery_attempts_of on delivery_attempts (delivery, id);
