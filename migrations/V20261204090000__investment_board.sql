-- The board sums by readership, stage, status and raised level: in the order of this index, whose rows are then grouped as
-- they come.
drop index project__sums;
create index project__sums on project (readership, stage, status, level_value, jobs_low, jobs_high, jobs_figure);
-- What somebody follows, for what changed: read from indexes alone.
drop index interaction__account;
create index interaction__account on interaction (account, id, company_file, created_at) where account is not null;
create index interaction__said on interaction (company_file, created_at, id);
