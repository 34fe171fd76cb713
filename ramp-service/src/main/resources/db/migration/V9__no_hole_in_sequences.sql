-- A ramp's number rises by as many as there are events of it in the same transaction, so no number is ever left out (ADR 17).
create function ramps_sequence_without_events() returns trigger language plpgsql as $$
begin
    if (select count(*) from outbox where topic = 'ramps' and key = new.id::text and xmin = pg_current_xact_id()::xid)
            < new.sequence - old.sequence then
        raise exception 'the sequence of ramp % would rise from % to % without its events', new.id, old.sequence, new.sequence
            using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- Deferred to the commit, so that row and events may be written in any order.
create constraint trigger ramps_sequence_told after update of sequence on ramps
    deferrable initially deferred for each row
    when (new.sequence > old.sequence) execute function ramps_sequence_without_events();
