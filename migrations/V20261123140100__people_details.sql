-- How to reach a person: kept by each organisation for itself, with why, since when the person knows, and where it was found.
create table contact_detail (
    id text primary key,
    person text not null references person (id),
    owner text not null references principal (id),
    kind text not null,
    value text not null,
    value_key text not null,
    data_class text not null,
    basis text not null,
    informed_on date,
    source text,
    last_contact_on date not null,
    created_at timestamptz not null
);
create index contact_detail__person on contact_detail (person, owner);
create index contact_detail__value on contact_detail (value_key, owner);
create index contact_detail__class on contact_detail (data_class, last_contact_on, id);

-- What a person agreed to, took back or objected to, in order.
create table consent_event (
    id text primary key,
    person text not null references person (id),
    owner text not null references principal (id),
    purpose text not null,
    kind text not null,
    happened_on date not null,
    channel text not null,
    wording text,
    proof text,
    account text,
    created_at timestamptz not null
);
create index consent_event__person on consent_event (person, owner, purpose);

-- Addresses not to write to, by a keyed hash: they stay refused once everything else is erased.
create table suppression (
    hash text not null,
    owner text not null,
    purpose text not null,
    created_at timestamptz not null,
    primary key (hash, owner, purpose)
);

-- The contacts of a company file carry the same.
alter table contact add column data_class text not null default 'business-contact';
alter table contact add column source text;
alter table contact add column last_contact_on date;
alter table contact add column email_key text;
create index contact__email on contact (email_key) where email_key is not null;
update contact set email_key = lower(email) where email is not null;
