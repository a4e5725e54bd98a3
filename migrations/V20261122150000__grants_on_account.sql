-- A grant given on account of another record (the card of a project's company, say) is taken back with what was granted
-- there; it stands beside those given for other reasons.
alter table access_grant add column because text references record (id);
create index access_grant__because on access_grant (because) where because is not null;
