-- Settings of the instance: its name, its secret, whether it is a demonstration.
create table setting (
    key text primary key,
    value text not null
);

-- Numbers given in sequence: keys of principals, references per owner.
create table counter (
    name text primary key,
    value bigint not null
);

-- Who can be granted something. Kinds: everyone, network, group, user, guest. The key is small because the flattened
-- list repeats it a million times; the weight is about how many records the principal sees, and only chooses a query.
create table principal (
    id text primary key,
    key bigint not null,
    kind text not null,
    name text not null,
    owner text,
    role text,
    weight bigint not null
);
create unique index principal__key on principal (key);
create unique index principal__owner__role on principal (owner, role) where owner is not null;

-- A member of a group, itself a user, a guest or a group, for a time.
create table membership (
    member bigint not null references principal (key),
    grouping bigint not null references principal (key),
    valid_from timestamptz,
    valid_until timestamptz
);
create index membership__member on membership (member);
create index membership__grouping on membership (grouping);

-- Every group that a user or guest reaches through nested memberships, derived from them.
create table closure (
    member bigint not null,
    grouping bigint not null,
    valid_from timestamptz,
    valid_until timestamptz
);
create index closure__member on closure (member, grouping);
create index closure__grouping on closure (grouping);

-- What is owned and shown. A feature keeps its own columns in its own table, under the same identifier.
create table record (
    id text primary key,
    kind text not null,
    owner text not null references principal (id),
    team text references principal (id),
    visibility text not null,
    parent text references record (id),
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    archived_at timestamptz
);
create index record__parent on record (parent) where parent is not null;
create index record__kind on record (kind, id);

-- A level given to a principal on a record, beyond what its visibility gives.
create table access_grant (
    id text primary key,
    record text not null references record (id),
    principal text not null references principal (id),
    level bigint not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz not null,
    valid_from timestamptz,
    valid_until timestamptz
);
create index access_grant__record on access_grant (record);
create index access_grant__principal on access_grant (principal);

-- Who sees what, flattened: derived from record and access_grant in the same transaction, never written elsewhere.
create table acl (
    principal bigint not null,
    kind text not null,
    updated_at timestamptz not null,
    record text not null,
    level bigint not null,
    valid_from timestamptz,
    valid_until timestamptz
);
create index acl__record on acl (record, principal, level, valid_from, valid_until);
create index acl__list on acl (principal, kind, updated_at, record, level, valid_from, valid_until);

-- A wall hides a record from a principal whatever else grants it.
create table wall (
    id text primary key,
    principal bigint not null references principal (key),
    record text not null references record (id),
    reason text not null,
    raised_by text not null,
    valid_from timestamptz,
    valid_until timestamptz
);
create index wall__principal on wall (principal, record);
create index wall__record on wall (record, principal);

-- What happened, by whom, on what. Append only.
create table journal (
    id text primary key,
    at timestamptz not null,
    actor text,
    acting_for text,
    verb text not null,
    record text,
    kind text not null,
    before_state text,
    after_state text,
    reason text
);
create index journal__record on journal (record, id);
create index journal__at on journal (at, id);

-- Work to do after the transaction that asked for it.
create table job (
    id text primary key,
    kind text not null,
    payload text not null,
    unique_key text,
    state text not null,
    run_at timestamptz not null,
    attempts bigint not null,
    leased_until timestamptz,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz
);
create index job__due on job (run_at, id) where state = 'waiting';
create index job__leased on job (leased_until) where state = 'running';
create index job__dead on job (finished_at, id) where state = 'dead';
create unique index job__unique_key on job (unique_key) where unique_key is not null and state = 'waiting';

-- Answers kept for requests that may be sent twice: a form posted again, an API call retried.
create table idempotency (
    scope text not null,
    key text not null,
    fingerprint text not null,
    answer text not null,
    created_at timestamptz not null,
    primary key (scope, key)
);
create index idempotency__created on idempotency (created_at);

-- Attempts counted against a limit, by window.
create table attempt (
    bucket text not null,
    window_start timestamptz not null,
    attempts bigint not null,
    primary key (bucket, window_start)
);

-- Words known to the search index, and each of them with one letter missing: how a typo is forgiven.
create table search_word (
    word text primary key
);
create table search_typo (
    typo text not null,
    word text not null,
    primary key (typo, word)
);
