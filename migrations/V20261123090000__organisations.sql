-- What else is known of an organisation: its tier of government, the commune or city of its seat, what it is compared by, and
-- the organisation that it was merged into.
alter table organisation add column tier text;
alter table organisation add column place text references territory (id);
alter table organisation add column match_key text;
alter table organisation add column domain text;
alter table organisation add column merged_into text references organisation (id);
create index organisation__place on organisation (place, name_key, id) where place is not null;
create index organisation__match_key on organisation (match_key) where match_key is not null;
create index organisation__domain on organisation (domain) where domain is not null;

-- Its numbers in registers other than SIRENE's of legal units: SIRET, LEI, foreign registers. Shared when others may see the
-- organisation: then a number is of one organisation only.
create table organisation_identifier (
    organisation text not null references organisation (id),
    scheme text not null,
    value text not null,
    shared boolean not null,
    primary key (organisation, scheme, value)
);
create unique index organisation_identifier__shared on organisation_identifier (scheme, value) where shared;
create index organisation_identifier__value on organisation_identifier (value);

-- Names it had, or has beside its own: former, translated, usual, and those of what was merged into it.
create table organisation_name (
    organisation text not null references organisation (id),
    name text not null,
    name_key text not null,
    nature text not null,
    valid_until text,
    primary key (organisation, name_key)
);
create index organisation_name__name on organisation_name (name_key);

-- What binds two organisations, for a time: part of, local office of, supported by, succeeds. Dates as stated.
create table organisation_link (
    id text primary key,
    organisation text not null references organisation (id),
    other text not null references organisation (id),
    nature text not null,
    detail text,
    valid_from text,
    valid_until text
);
create index organisation_link__organisation on organisation_link (organisation);
create index organisation_link__other on organisation_link (other);

-- The territories that it is competent for. Dates as stated.
create table competence (
    organisation text not null references organisation (id),
    territory text not null references territory (id),
    valid_from text,
    valid_until text,
    primary key (organisation, territory)
);
create index competence__territory on competence (territory);

-- Where what is known of a record was read: a document of the instance, or an outlet, an address, a date.
create table provenance (
    id text primary key,
    record text not null references record (id),
    document text references source_document (code),
    outlet text,
    rubric text,
    address text,
    published text,
    note text
);
create index provenance__record on provenance (record);
insert into provenance (id, record, note) select id, id, provenance from organisation where provenance is not null;
alter table organisation drop column provenance;

create index organisation__category on organisation (category, name_key, id);
create index organisation__family on organisation (family, name_key, id);
