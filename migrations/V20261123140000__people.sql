-- People as records: the identifier of a person is also that of a record of kind `person`, given when a person is added
-- or first takes a seat. Those added before are enrolled when the program starts.
alter table person add column given_key text not null default '';
alter table person add column civility text;
alter table person add column country text;
alter table person add column languages text;
alter table person add column note text;
alter table person add column data_class text not null default 'account';
alter table person add column outlet text;
alter table person add column source_url text;
alter table person add column stated_on text;
alter table person add column last_active_on date;
alter table person add column anonymised_at timestamptz;
create index person__name_key on person (name_key, id);
create index person__given_key on person (given_key, id);

-- What somebody is, somewhere, for a time: several at once. Dates are kept as stated, beside the days they may be.
create table position (
    id text primary key,
    person text not null references person (id),
    organisation text references organisation (id),
    place text,
    country text,
    tier text,
    kind text not null,
    duty text not null,
    title_fr text,
    title_en text,
    authority text,
    delegation text,
    rank bigint,
    valid_from text,
    valid_until text,
    stated_on text,
    outlet text,
    source_url text,
    noted bigint not null,
    created_at timestamptz not null
);
create index position__person on position (person, noted);
create index position__organisation on position (organisation, person) where organisation is not null;
create index position__kind on position (kind, person);
