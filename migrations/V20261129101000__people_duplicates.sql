-- A person merged into another: the record stays, and leads to the one kept.
alter table person add column merged_into text references person (id);
create index person__merged_into on person (merged_into) where merged_into is not null;

-- Two people whom somebody said are not the same: not proposed again.
create table person_distinct (
    one text not null references person (id),
    other text not null references person (id),
    decided_at timestamptz not null,
    decided_by text,
    primary key (one, other)
);

-- What a merge moved and wrote, so that it can be undone. Forgotten with the person.
create table person_merge (
    id text primary key,
    kept text not null references person (id),
    dropped text not null references person (id),
    merged_at timestamptz not null,
    merged_by text,
    moved text not null,
    facts text not null,
    undone_at timestamptz
);
create index person_merge__kept on person_merge (kept);
create index person_merge__dropped on person_merge (dropped);
