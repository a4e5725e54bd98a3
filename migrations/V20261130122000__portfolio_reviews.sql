-- The meeting in which the team of an organisation goes through its projects: what was said of each, which makes its minutes.
create table portfolio_review (
    id text primary key,
    owner text not null references principal (id),
    opened_at timestamptz not null,
    opened_by text not null references account (id),
    closed_at timestamptz
);
create index portfolio_review__owner on portfolio_review (owner, opened_at);

create table portfolio_review_line (
    id text primary key,
    review text not null references portfolio_review (id),
    project text not null references project (id),
    verdict text not null,
    note text,
    stage bigint not null,
    status text not null,
    at timestamptz not null,
    account text not null references account (id)
);
create unique index portfolio_review_line__project on portfolio_review_line (review, project);
create index portfolio_review_line__of on portfolio_review_line (project, at);
