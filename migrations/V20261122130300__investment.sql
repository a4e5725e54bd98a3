create table project (
    id text primary key references record (id),
    owner text not null references principal (id),
    reference text not null,
    code_name text not null,
    code_key text not null,
    stage bigint not null,
    stage_entered_at timestamptz not null,
    status text not null,
    source text,
    company text references organisation (id),
    sealed_company text,
    referent text references account (id),
    second_reader text references account (id),
    contact_person text,
    legal_basis text,
    activity text,
    sector text,
    operation text,
    reinvestment boolean not null,
    function text,
    location text,
    jobs text,
    jobs_figure text,
    jobs_low bigint,
    jobs_high bigint,
    jobs_sort bigint not null,
    value text,
    value_figure text,
    value_low bigint,
    value_high bigint,
    calendar text,
    calendar_date text,
    calendar_earliest date,
    calendar_latest date,
    requirements text,
    competitors text,
    drivers text,
    anonymous_description text,
    updated_at timestamptz not null,
    fictitious boolean not null
);
create unique index project__owner__reference on project (owner, reference);
create index project__stage on project (stage, sector, jobs_sort, id);
create index project__stage_age on project (stage, stage_entered_at, id);
create index project__sector on project (sector, jobs_sort, id);
create index project__jobs on project (jobs_sort, id);
create index project__recent on project (updated_at, id);
create index project__company on project (company) where company is not null;
create index project__referent on project (referent, stage);

create table stage_move (
    id text primary key,
    project text not null references project (id),
    from_stage bigint,
    to_stage bigint not null,
    at timestamptz not null,
    account text,
    reason text
);
create index stage_move__project on stage_move (project, id);
