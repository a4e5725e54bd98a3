-- Perimeters: dated sets of communes, drawn by an organisation. Versions follow each other and never overlap.
create table perimeter (
    id text primary key references record (id),
    owner text not null,
    name text not null,
    name_key text not null,
    description text,
    source text,
    fictitious boolean not null,
    updated_at timestamptz not null
);
create index perimeter__name on perimeter (name_key, id);

create table perimeter_version (
    id text primary key,
    perimeter text not null references perimeter (id),
    number bigint not null,
    valid_from date not null,
    valid_until date,
    note text,
    created_at timestamptz not null,
    account text
);
create unique index perimeter_version__number on perimeter_version (perimeter, number);

-- What was chosen: communes one by one, or whole groupings, départements, régions.
create table perimeter_member (
    version text not null references perimeter_version (id),
    territory text not null,
    position bigint not null,
    primary key (version, territory)
);

-- The communes that it stood for on the first day of the version, and through which whole each came.
create table perimeter_commune (
    version text not null references perimeter_version (id),
    commune text not null,
    through text,
    primary key (version, commune)
);
create index perimeter_commune__commune on perimeter_commune (commune, version);
