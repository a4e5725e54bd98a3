-- Companies with which nobody spoke for longest come in the order of an index.
drop index company_file__last_said;
create index company_file__silent on company_file (owner, last_said_on, company);
-- Summing the board looked for each project once per stage and status in this index: its own row is read faster.
drop index project__sums;
-- Whom a project names beside its referent.
create index project__second_reader on project (second_reader) where second_reader is not null;
create index project__verifier on project (verifier) where verifier is not null;
