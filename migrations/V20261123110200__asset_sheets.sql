-- What a territory or a perimeter has to offer, as an organisation says it: a sheet of items, each in two languages, of which
-- one is authentic, with a figure as it was stated, its date and its source.
create table asset_sheet (
    id text primary key references record (id),
    owner text not null,
    name text not null,
    name_key text not null,
    territory text,
    perimeter text,
    fictitious boolean not null,
    updated_at timestamptz not null
);
create index asset_sheet__name on asset_sheet (name_key, id);
create index asset_sheet__territory on asset_sheet (territory) where territory is not null;
create index asset_sheet__perimeter on asset_sheet (perimeter) where perimeter is not null;

create table asset_item (
    id text primary key,
    sheet text not null references asset_sheet (id),
    position bigint not null,
    theme text not null,
    authentic text not null,
    text_fr text,
    text_en text,
    figure text,
    stated text,
    source text
);
create index asset_item__sheet on asset_item (sheet, position, id);
