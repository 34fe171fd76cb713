-- Every filter of a list has an index that also gives its order, so that a page costs the same however long the list is.
create index ramps_of_user on ramps (client, user_id, created_at desc, id desc);
create index ramps_of_end_user on ramps (client, user_external_id, created_at desc, id desc);
create index ramps_in_status on ramps (client, status, created_at desc, id desc);
create index accounts_of_user on accounts (client, user_id, created_at desc, id desc);

-- When the provider last said anything about a user or an account, be it the same as before.
alter table users add column heard_at timestamptz;
alter table accounts add column heard_at timestamptz;
update users set heard_at = updated_at;
update accounts set heard_at = updated_at;
alter table users alter column heard_at set not null;
alter table accounts alter column heard_at set not null;
