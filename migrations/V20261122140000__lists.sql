-- Lists that are read in their order, from an index: what they sort by stands beside what they filter by.

-- The company's name as lists sort it, copied from `organisation`: whoever renames a company gives its files the new key.
alter table company_file add column name_key text not null default '';
update company_file set name_key = (select o.name_key from organisation o where o.id = company_file.company);
create index company_file__name on company_file (owner, name_key, company, id);

-- What the board sums, without the rest of each project.
create index project__sums on project (id, stage, sector, referent, jobs_low, jobs_high, jobs_figure);

-- A timeline is read in the order of what happened, which an import may note later.
drop index journal__record;
create index journal__record on journal (record, at, id);
