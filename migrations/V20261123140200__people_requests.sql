-- Requests of people about their data, as each organisation received them.
create table data_request (
    id text primary key,
    owner text not null references principal (id),
    kind text not null,
    person text references person (id),
    given_name text not null,
    family_name text not null,
    name_key text not null,
    email text,
    received_on date not null,
    due_on date not null,
    identity_note text,
    extension_reason text,
    outcome text,
    answer_note text,
    closed_at timestamptz,
    account text,
    created_at timestamptz not null
);
create index data_request__owner on data_request (owner, due_on, id);
create index data_request__open on data_request (name_key) where closed_at is null;

-- What must not be erased yet: a dispute, an inquiry.
create table legal_hold (
    id text primary key,
    owner text not null references principal (id),
    person text references person (id),
    name_key text not null,
    email text,
    reason text not null,
    set_by text,
    set_at timestamptz not null,
    released_at timestamptz
);
create index legal_hold__held on legal_hold (name_key) where released_at is null;

-- Names of contacts as they are compared.
alter table contact add column name_key text not null default '';
update contact set name_key = lower(name);
create index contact__name on contact (name_key);
create index contact__last on contact (last_contact_on, id);
create index person__last on person (last_active_on, id);
