-- An event belongs to the trace of what caused it, whoever publishes it. Absent where nothing is traced.
alter table outbox add column traceparent text;
