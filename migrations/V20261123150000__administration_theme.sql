-- How the instance presents itself: one row at most, under the id 'instance'. No row is what the program and its settings say.
-- The logo is a PNG, in base 64. The version grows with each change: the other processes on this database compare it.
create table theme (
    id text primary key,
    version bigint not null,
    name text,
    accent text,
    logo text,
    support text,
    data_protection text,
    changed_by text not null,
    changed_at timestamptz not null
);
