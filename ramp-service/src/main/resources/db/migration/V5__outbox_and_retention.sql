-- A row that can never be sent parks, and with it its key: what comes after it does not overtake.
alter table outbox add column attempts integer not null default 0;
alter table outbox add column parked_at timestamptz;
alter table outbox add column parked_reason text;

-- The id follows from topic, key and sequence: no number of a ramp is given twice while its event waits.
create unique index outbox_event on outbox (event_id);
create index outbox_parked on outbox (id) where parked_at is not null;

-- A ramp's number never goes back.
create function ramps_sequence_went_back() returns trigger language plpgsql as $$
begin
    raise exception 'the sequence of ramp % would go back from % to %', old.id, old.sequence, new.sequence
        using errcode = 'check_violation';
end $$;

create trigger ramps_sequence before update of sequence on ramps
    for each row when (new.sequence < old.sequence) execute function ramps_sequence_went_back();

-- Rows come in the order of time, so a few bytes per block find the old ones.
create index timeline_age on timeline using brin (at);
