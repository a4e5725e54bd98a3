-- The file that one organisation keeps on a company: its own record, with its own audience.
create table company_file (
    id text primary key references record (id),
    company text not null references organisation (id),
    owner text not null references principal (id),
    note text
);
create unique index company_file__owner__company on company_file (owner, company);
create index company_file__company on company_file (company);

create table contact (
    id text primary key,
    company_file text not null references company_file (id),
    name text not null,
    job text,
    email text,
    phone text,
    legal_basis text not null,
    informed_on date,
    created_at timestamptz not null
);
create index contact__company_file on contact (company_file);

create table interaction (
    id text primary key references record (id),
    company_file text not null references company_file (id),
    project text,
    channel text not null,
    held_on date not null,
    summary text not null,
    account text,
    next_step text,
    next_due date,
    next_done_at timestamptz,
    created_at timestamptz not null
);
create index interaction__company_file on interaction (company_file, held_on, id);
create index interaction__project on interaction (project, held_on, id) where project is not null;
create index interaction__next on interaction (account, next_due) where next_due is not null and next_done_at is null;
