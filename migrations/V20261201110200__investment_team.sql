-- Who works on a project beside those whom its fields name.
create table project_contributor (
    id text primary key,
    project text not null references project (id),
    account text not null references account (id),
    seat text not null references seat (id),
    role text not null,
    reason text not null,
    added_by text,
    added_at timestamptz not null,
    ended_at timestamptz,
    ended_by text
);
create unique index project_contributor__seat on project_contributor (project, seat) where ended_at is null;
create index project_contributor__account on project_contributor (account);

-- What binds somebody to a project, as he declared it; the last one stands. A conflict raises a wall, until it is lifted.
create table project_interest (
    id text primary key,
    project text not null references project (id),
    account text not null references account (id),
    nature text not null,
    detail text,
    declared_at timestamptz not null,
    declared_by text not null,
    replaced_at timestamptz,
    lifted_at timestamptz,
    lifted_by text,
    lift_reason text
);
create unique index project_interest__stands on project_interest (project, account) where replaced_at is null;
create index project_interest__account on project_interest (account);
