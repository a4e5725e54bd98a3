-- Organisations: members of the instance, and the companies that members follow. The identifier is that of the record;
-- for a member it is also that of the group of its people.
create table organisation (
    id text primary key references record (id),
    name text not null,
    short_name text,
    name_key text not null,
    family text not null,
    category text not null,
    member boolean not null,
    country text not null,
    city text,
    siren text,
    website text,
    activity text,
    control_country text,
    sealed boolean not null,
    fictitious boolean not null,
    provenance text
);
create index organisation__name_key on organisation (name_key, id);
create index organisation__member on organisation (name_key, id) where member;
create unique index organisation__siren on organisation (siren) where siren is not null and not sealed;

create table person (
    id text primary key,
    given_name text not null,
    family_name text not null,
    name_key text not null,
    fictitious boolean not null
);

-- A person acting for an organisation, with a role and for a time. The identifier is that of the principal.
create table seat (
    id text primary key references principal (id),
    person text not null references person (id),
    account text,
    organisation text not null references organisation (id),
    role text not null,
    title text,
    valid_from timestamptz,
    valid_until timestamptz
);
create index seat__organisation on seat (organisation);
create index seat__account on seat (account) where account is not null;

-- Teams of an organisation: groups that a restricted record can be shown to.
create table team (
    id text primary key references principal (id),
    organisation text not null references organisation (id),
    name text not null
);
create index team__organisation on team (organisation);
