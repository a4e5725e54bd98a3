-- What an organisation aims at, year by year, in versions (S3-09 to S3-13), and what is stated of what no record counts.
create table target (
    id text primary key,
    owner text not null references principal (id),
    indicator text not null,
    year bigint not null,
    axis text references heading (id),
    version bigint not null,
    fictitious boolean not null,
    withdrawn_at timestamptz
);
create unique index target__whole on target (owner, indicator, year) where axis is null and withdrawn_at is null;
create unique index target__axis on target (owner, indicator, year, axis) where axis is not null and withdrawn_at is null;
create index target__year on target (owner, year, id);

create table target_version (
    target text not null references target (id),
    number bigint not null,
    figure text not null,
    baseline text,
    firmness text not null,
    hypotheses text,
    risks text,
    stated_in text,
    statement text references statement (code),
    decided_on text,
    reason text,
    account text,
    written_at timestamptz not null,
    primary key (target, number)
);

create table observation (
    id text primary key,
    owner text not null references principal (id),
    indicator text not null,
    figure text not null,
    as_of text not null,
    as_of_latest date not null,
    stated_in text,
    statement text references statement (code),
    account text,
    noted_at timestamptz not null,
    fictitious boolean not null,
    withdrawn_at timestamptz
);
create index observation__owner on observation (owner, indicator, as_of_latest, id);

-- What an organisation's gauges read of its own projects.
create index project__owner_decided on project (owner, decided_on_latest, id) where stage >= 6;
create index project__owner on project (owner, id);
