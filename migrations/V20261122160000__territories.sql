-- Territories as the State numbers them, and the cities of the world. The identifier is kind and code: `commune-13055`.
-- What is no longer is kept, with the day it ended: records refer to it.
create table territory (
    id text primary key,
    kind text not null,
    code text not null,
    name text not null,
    name_key text not null,
    siren text,
    postal_codes text,
    other_names text,
    detail text,
    population bigint,
    latitude double precision,
    longitude double precision,
    country text not null,
    vintage text not null,
    valid_until date
);
create index territory__name on territory (name_key, id);
create index territory__kind on territory (kind, name_key, id);
create index territory__code on territory (code);
create index territory__siren on territory (siren) where siren is not null;

-- Of which territory another is part, and when. An absent bound is not known.
create table territory_part (
    part text not null references territory (id),
    whole text not null references territory (id),
    valid_from date,
    valid_until date,
    primary key (part, whole)
);
create index territory_part__whole on territory_part (whole, part);

-- Postal codes, each with the communes it serves.
create table postal_code (
    code text not null,
    territory text not null references territory (id),
    primary key (code, territory)
);
create index postal_code__territory on postal_code (territory);

-- Names by which cities abroad are found too, normalised.
create table territory_name (
    name_key text not null,
    territory text not null references territory (id),
    primary key (name_key, territory)
);
create index territory_name__territory on territory_name (territory);

-- Activities by nomenclature: NAF rév. 2 today, others beside it. Parent is a code of the same nomenclature.
create table activity_class (
    nomenclature text not null,
    code text not null,
    level bigint not null,
    label text not null,
    label_key text not null,
    parent text,
    primary key (nomenclature, code)
);

-- What was loaded, and from which bytes: the same are not read again.
create table reference_load (
    dataset text primary key,
    vintage text not null,
    digest text not null,
    loaded_at timestamptz not null
);
