-- Circles: people and organisations under one name, to whom things are shown. The identifier is that of the record and that
-- of the group.
create table circle (
    id text primary key references record (id),
    owner text not null references organisation (id),
    name text not null,
    name_key text not null,
    purpose text not null,
    admission text not null,
    created_at timestamptz not null,
    dissolved_at timestamptz
);
create index circle__name_key on circle (name_key, id);

-- Who is in, was in, is invited or asks: an organisation, or one of its people by name. Lines stay when they are over.
create table circle_member (
    id text primary key,
    circle text not null references circle (id),
    member text not null references principal (id),
    organisation text not null references organisation (id),
    state text not null,
    valid_from timestamptz,
    valid_until timestamptz,
    asked_at timestamptz not null,
    decided_by text
);
create index circle_member__circle on circle_member (circle, id);
create index circle_member__member on circle_member (member);
