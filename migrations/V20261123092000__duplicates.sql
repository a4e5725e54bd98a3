-- Two organisations that somebody said are not the same: not proposed again.
create table organisation_distinct (
    one text not null references organisation (id),
    other text not null references organisation (id),
    decided_at timestamptz not null,
    decided_by text,
    primary key (one, other)
);

-- An organisation merged into another: what moved and what was written, so that it can be undone.
create table organisation_merge (
    id text primary key,
    kept text not null references organisation (id),
    dropped text not null references organisation (id),
    merged_at timestamptz not null,
    merged_by text,
    moved text not null,
    facts text not null,
    undone_at timestamptz
);
create index organisation_merge__kept on organisation_merge (kept);
create index organisation_merge__dropped on organisation_merge (dropped);

-- A file that was joined to the one of the same owner on the company kept: its lines are there, and it is in no list.
alter table company_file add column merged_into text references company_file (id);
