-- Registers: who belongs to a body or a network, as its host keeps it.
create table register (
    id text primary key references record (id),
    name text not null,
    name_key text not null,
    nature text not null,
    description text,
    founded text
);

-- A member of a register: an organisation, or only a category that a source names without saying who is in it (S0-14).
-- Dates as stated.
create table register_entry (
    id text primary key,
    register text not null references register (id),
    organisation text references organisation (id),
    label text,
    family text not null,
    joined text,
    departed text,
    check ((organisation is null) <> (label is null))
);
create index register_entry__register on register_entry (register);
create index register_entry__organisation on register_entry (organisation) where organisation is not null;

-- What was published of a register: how many members, how many months, for a date, and where that was read.
create table register_statement (
    id text primary key,
    register text not null references register (id),
    measure text not null,
    figure text not null,
    as_of text not null,
    document text references source_document (code),
    outlet text,
    address text
);
create index register_statement__register on register_statement (register);
