-- Where the decisions of an organisation are taken, as somebody stated it: what was read, and of when.
create table control_statement (
    id text primary key,
    organisation text not null references organisation (id),
    country text not null,
    source text not null,
    as_of text not null,
    account text references account (id),
    stated_at timestamptz not null
);
create index control_statement__organisation on control_statement (organisation, id);
