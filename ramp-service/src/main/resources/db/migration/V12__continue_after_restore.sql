-- To be called once after this database was restored to an earlier time, before ramp-service starts (docs/production.md). What was published since then has numbers, and
-- event ids that follow from them, which would be given again: every reader, our own notification-service first, would take what is new for what it has. So the numbers go on far
-- beyond; a ramp has a few dozen at most. This is the one hole that there may be.
create function continue_after_restore() returns bigint language plpgsql as $$
declare
    ramps_changed bigint;
begin
    alter table ramps disable trigger ramps_sequence_told;
    update ramps set sequence = sequence + 1000 where sequence > 0;
    get diagnostics ramps_changed = row_count;
    alter table ramps enable trigger ramps_sequence_told;
    update users set sequence = sequence + 1000 where sequence > 0;
    return ramps_changed;
end $$;
