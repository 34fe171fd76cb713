\set n random(1, 9000000000000000000)
select * from ramps where client = 'demo-app' and external_id = 'limit-' || :n;
select * from users where client = 'demo-app' and id = '00000000-0000-0000-0000-000000000001';
select * from accounts where client = 'demo-app' and id = '00000000-0000-0000-0000-000000000002';
select * from ramps where quotation_id = md5('q' || :n)::uuid;
begin;
insert into ramps (id, client, external_id, fingerprint, user_id, user_external_id, account_id, quotation_id, provider, request, direction, submission, checks, next_check_at, status, from_currency, from_amount, to_currency, to_amount, cash_in_method, cash_out_method, deposit_instructions, sequence, created_at, updated_at) values (md5('r' || :n)::uuid, 'demo-app', 'limit-' || :n, md5('f' || :n), '00000000-0000-0000-0000-000000000001', 'bench', '00000000-0000-0000-0000-000000000002', md5('q' || :n)::uuid, 'killb', convert_to(repeat('x', 200), 'UTF8'), 'ON_RAMP', 'RESERVED', 0, now() + interval '30 seconds', 'CREATED', 'MXN', 1500.00, 'USDC', 80.123456, 'SPEI', 'POLYGON', '[]', 0, now(), now());
commit;
begin;
update ramps set submission = 'SENDING', next_check_at = now() + interval '30 seconds' where id = md5('r' || :n)::uuid and submission = 'RESERVED';
commit;
begin;
select * from ramps where id = md5('r' || :n)::uuid for no key update;
update ramps set provider_ramp_id = md5('p' || :n), submission = 'CONFIRMED', next_check_at = now() + interval '2 minutes', provider_status = 'CREATED', provider_time = now(), deposit_instructions = repeat('y', 250), sequence = 1, updated_at = now() where id = md5('r' || :n)::uuid;
insert into outbox (topic, key, event_id, type, data, created_at) values ('ramps', md5('r' || :n), md5('e' || :n)::uuid, 'io.pasarela.ramp.created.v1', repeat('z', 1100), now());
insert into timeline (ramp_id, at, cause, provider_status, status, verdict) values (md5('r' || :n)::uuid, now(), 'REQUEST', 'CREATED', 'CREATED', 'ACCEPTED');
commit;
select event_id, body from unmatched_news where provider = 'killb' and resource_id = md5('p' || :n) order by received_at limit 100;
delete from outbox where event_id = md5('e' || :n)::uuid;
