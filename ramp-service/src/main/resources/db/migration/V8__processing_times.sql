-- How long the quotation said that the ramp takes, from the deposit to the payout, and on what that rests.
alter table ramps add column processing_seconds bigint;
alter table ramps add column processing_basis text;

comment on column ramps.request is
    'what the provider gets, byte for byte, while RESERVED; from the mark SENDING on the same without personal data (ADR 16)';
