-- What lists read most repeats the readership of its record, so that they are filtered and summed from their own indexes.
alter table project add column readership bigint;
alter table organisation add column readership bigint;
alter table person add column readership bigint;
alter table company_file add column readership bigint;

-- What the board sums, by who reads it.
create index project__sums on project (readership, stage, status, jobs_low, jobs_high, jobs_figure, level_value);
drop index project__recent;
create index project__recent on project (updated_at, id, readership);
drop index project__waiting;
create index project__waiting on project (stage_entered_at, id, readership);
drop index project__stage_age;
create index project__stage_age on project (stage, stage_entered_at, id, status, readership);
drop index project__measured;
create index project__measured on project (owner, id, reference, code_name, fictitious, axis, status, status_since, verified_at,
    decided_on_latest, jobs_low, jobs_high, level_identity, level_operation, level_value, level_decision, readership);
drop index organisation__name_key;
-- With the place: the page of a large territory names the first of those that have their seat there.
create index organisation__name_key on organisation (name_key, id, readership, merged_into, place);
drop index person__name_key;
create index person__name_key on person (name_key, id, readership, merged_into, anonymised_at);
drop index company_file__name;
create index company_file__name on company_file (owner, name_key, company, id, readership, merged_into);
drop index company_file__silent;
create index company_file__silent on company_file (owner, last_said_on, company, id, readership, merged_into);
