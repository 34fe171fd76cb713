-- What people are told. One row per change of a ramp, whatever is delivered twice.

create table notices (
    -- Grows in commit order within a client, so that "everything after" never misses a row.
    position   bigint generated always as identity primary key,
    id         uuid        not null unique,
    client     text        not null,
    subject    text        not null,
    ramp_id    uuid        not null,
    type       text        not null,
    data       text        not null,
    created_at timestamptz not null,
    read_at    timestamptz
);

create index notices_of_subject on notices (client, subject, position);
create index notices_of_ramp on notices (client, ramp_id, position);
create index notices_inbox on notices (client, subject, created_at desc, id desc);
