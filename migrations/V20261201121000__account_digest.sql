-- How often somebody is written to about what changed, about what, and until when he was. Nothing chosen is the default.
alter table account add column digest_rhythm text;
alter table account add column digest_reach text;
alter table account add column digest_until timestamptz;
