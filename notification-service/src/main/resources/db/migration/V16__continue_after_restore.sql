-- To be called once after this database was restored to an earlier time, before notification-service starts (docs/production.md). Positions that were given since then
-- would be given again: a stream that returns with one of them would take what is new for what it has heard. So positions go on far beyond, and whoever returns with a lost
-- one is told how things stand. Milliseconds since 1970 are beyond what any earlier restore led to, and fewer than a JavaScript number holds.
create function continue_after_restore() returns bigint language sql as $$
    select setval('notices_position_seq', greatest(last_value, extract(epoch from now()) * 1000)::bigint + 1000) from notices_position_seq
$$;
