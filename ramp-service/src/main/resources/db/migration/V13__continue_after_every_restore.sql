-- What V12 added was the same after each restore: of one snapshot restored twice, numbers that were given after the first time would have been given again. Now it follows the
-- clock, seconds since 2025, so a later restore goes on beyond an earlier one, as long as no ramp changes more than once a second in between.
create or replace function continue_after_restore() returns bigint language plpgsql as $$
declare
    beyond constant bigint := extract(epoch from now() - timestamptz '2025-01-01T00:00:00Z');
    ramps_changed bigint;
begin
    alter table ramps disable trigger ramps_sequence_told;
    update ramps set sequence = greatest(sequence + 1000, beyond) where sequence > 0;
    get diagnostics ramps_changed = row_count;
    alter table ramps enable trigger ramps_sequence_told;
    update users set sequence = greatest(sequence + 1000, beyond) where sequence > 0;
    return ramps_changed;
end $$;
