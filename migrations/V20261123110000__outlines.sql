-- Outlines of territories, simplified, to draw them: never to measure them. Of a commune, a grouping, a département, a région
-- (`commune-13004`), and of a country (`country-FR`). Lines are packed as text; bounds are in ten-thousandths of a degree.
create table outline (
    territory text primary key,
    kind text not null,
    lines text not null,
    west bigint not null,
    south bigint not null,
    east bigint not null,
    north bigint not null
);
create index outline__kind on outline (kind, west);

-- The codes that communes had before they merged, with the commune that holds them now.
create table former_commune (
    code text primary key,
    name text,
    commune text not null
);
create index former_commune__commune on former_commune (commune);
