-- To be called once after this database was restored to an earlier time, before notification-service starts (docs/production.md). Positions that were given since then
-- would be given again: a stream that returns with one of them would take what is new for what it has heard. So positions go on far beyond, and whoever returns with a lost
-- one is told how things stand.
create function continue_after_restore() returns bigint language sql as $$
    select setval(pg_get_serial_sequence('notices', 'position'), coalesce(max(position), 0) + 1000000000) from notices
$$;
