-- How long the quotation said that the ramp takes, from the deposit to the payout, and on what that rests.
alter table ramps add column processing_seconds bigint;
alter table ramps add column processing_basis text;
