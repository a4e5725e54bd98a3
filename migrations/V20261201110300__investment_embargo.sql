-- The hour at which a project is shown to those who were chosen beforehand. One waits at most.
create table project_embargo (
    id text primary key,
    project text not null references project (id),
    at timestamptz not null,
    zone text not null,
    network boolean not null,
    principal text references principal (id),
    level bigint,
    reason text not null,
    state text not null,
    planned_by text,
    planned_at timestamptz not null,
    ended_at timestamptz
);
create index project_embargo__project on project_embargo (project, id);
create unique index project_embargo__waits on project_embargo (project) where state = 'planned';
