-- What an organisation counts its projects under (S3-12, S3-21): the axes of its plan, of which a project has one at most,
-- and programmes or magnet projects, of which it has any number.
create table heading (
    id text primary key,
    owner text not null references principal (id),
    kind text not null,
    position bigint not null,
    name_fr text not null,
    name_en text,
    name_key text not null,
    description text,
    factors text,
    origins text,
    stated_in text,
    begins bigint,
    ends bigint,
    fictitious boolean not null,
    version bigint not null
);
create unique index heading__owner__name on heading (owner, kind, name_key);
create index heading__owner on heading (owner, kind, position, id);

alter table project add column axis text references heading (id);
alter table project add column programmes text;
create index project__axis on project (axis, id) where axis is not null;

-- The programmes of a project, to filter by, beside their identifiers in the column.
create table project_programme (
    project text not null references project (id),
    programme text not null references heading (id),
    primary key (project, programme)
);
create index project_programme__programme on project_programme (programme, project);

-- Open-ended contracts with a temporary work agency, never counted among the jobs of the company.
alter table project add column agency_jobs text;
alter table project add column agency_jobs_figure text;
alter table project add column agency_jobs_low bigint;
alter table project add column agency_jobs_high bigint;
