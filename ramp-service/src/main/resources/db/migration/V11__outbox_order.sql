-- Nothing but the primary key finds a row by its id: with statistics of an empty table PostgreSQL took this index to delete by id, and read all of it.
drop index outbox_order;
create index outbox_order on outbox (topic, key, (id + 0));
