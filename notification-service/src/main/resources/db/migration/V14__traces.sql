-- Telling somebody belongs to the trace of what is told. Absent where nothing is traced.
alter table notices add column traceparent text;
