-- In which a user's days and months begin, an IANA region id. Without one they begin in UTC.
alter table users add column time_zone text;

-- Topic users is compacted from now on and has to know every user, also those whose last change is long ago.
update users set sequence = sequence + 1 where provider_user_id is not null;

insert into outbox (topic, key, event_id, type, data, created_at)
select 'users', id::text, gen_random_uuid(), 'io.pasarela.user.changed.v1',
       jsonb_build_object(
           'user', jsonb_build_object(
               'id', id, 'externalId', external_id, 'client', client, 'provider', provider,
               'providerUserId', provider_user_id, 'type', type, 'status', status, 'kycLevel', kyc_level,
               'createdAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               'updatedAt', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           'sequence', sequence)::text,
       now()
from users
where provider_user_id is not null;
