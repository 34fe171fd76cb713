\set n random(1, 20000)
\set e random(1, 9000000000000000000)
begin;
select * from ramps where provider = 'killb' and provider_ramp_id = 'limit-' || :n for no key update;
select 1 from timeline where ramp_id = (select id from ramps where provider = 'killb' and provider_ramp_id = 'limit-' || :n) and event_id = 'e' || :e;
with changed as (update ramps set provider_ramp_id = 'limit-' || :n, submission = 'CONFIRMED', checks = 0, next_check_at = now() + interval '2 minutes', status = 'CONVERTING', provider_status = 'CONVERTING', provider_time = now(), executed_from_amount = null, executed_to_amount = null, deposit_instructions = '[]', transfer_proof = null, reason = null, reason_code = null, sequence = sequence + 1, updated_at = now() where id = md5('limit-' || :n)::uuid), told as (insert into outbox (topic, key, event_id, type, data, created_at) values ('ramps', md5('limit-' || :n)::uuid::text, md5('e' || :e)::uuid, 'io.pasarela.ramp.status-changed.v1', repeat('z', 1100), now())) insert into timeline (ramp_id, at, cause, event_id, provider_status, status, verdict, detail, reason_code) values (md5('limit-' || :n)::uuid, now(), 'WEBHOOK', 'e' || :e, 'CONVERTING', 'CONVERTING', 'ACCEPTED', null, null);
commit;
delete from outbox where event_id = md5('e' || :e)::uuid;
