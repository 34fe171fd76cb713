\set n random(1, 20000)
\set e random(1, 9000000000000000000)
begin;
select * from ramps where provider = 'killb' and provider_ramp_id = 'limit-' || :n for no key update;
select count(*) from timeline where ramp_id = md5('limit-' || :n)::uuid and event_id = 'e' || :e;
update ramps set next_check_at = now() + interval '2 minutes', status = 'CONVERTING', provider_status = 'CONVERTING', provider_time = now(), sequence = sequence + 1, updated_at = now() where id = md5('limit-' || :n)::uuid;
insert into outbox (topic, key, event_id, type, data, created_at) values ('ramps', md5('limit-' || :n), md5('e' || :e)::uuid, 'io.pasarela.ramp.status-changed.v1', repeat('z', 1100), now());
insert into timeline (ramp_id, at, cause, event_id, provider_status, status, verdict) values (md5('limit-' || :n)::uuid, now(), 'WEBHOOK', 'e' || :e, 'CONVERTING', 'CONVERTING', 'ACCEPTED');
commit;
delete from outbox where event_id = md5('e' || :e)::uuid;
