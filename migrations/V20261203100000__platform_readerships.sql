-- Who reads a record, named once for all the records that the same principals read (decision 0033). Derived from record
-- and access_grant in the same transaction, never written elsewhere.
create table readership (
    key bigint not null,
    digest text not null
);
create unique index readership__key on readership (key);
create unique index readership__digest on readership (digest);

-- The principals of a readership, each with its level, and for a time or always.
create table readership_entry (
    readership bigint not null references readership (key),
    principal bigint not null,
    level bigint not null,
    valid_from timestamptz,
    valid_until timestamptz
);
create index readership_entry__readership on readership_entry (readership, principal, level, valid_from, valid_until);
create index readership_entry__principal on readership_entry (principal, readership, level, valid_from, valid_until);

-- None until it is derived: such a record is seen by nobody.
alter table record add column readership bigint references readership (key);
create index record__readership on record (readership, kind, id);
create index record__underived on record (id) where readership is null;
drop index acl__record;
drop index acl__list;
drop table acl;
