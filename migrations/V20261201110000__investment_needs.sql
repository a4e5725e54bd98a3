-- What a project needs, a line each: how much and by when as it was said, and its bounds in the unit in which needs of this
-- kind are compared, in millionths.
create table project_need (
    project text not null references project (id),
    position bigint not null,
    kind text not null,
    strength text not null,
    said text,
    figure text,
    low bigint,
    high bigint,
    stated_date text,
    earliest date,
    latest date,
    note text,
    primary key (project, position)
);
create index project_need__kind on project_need (kind, low, high);
