create table account (
    id text primary key,
    person text not null references person (id),
    email text not null,
    password_hash text,
    totp_secret text,
    totp_enabled_at timestamptz,
    totp_last_step bigint,
    language text not null,
    administrator boolean not null,
    created_at timestamptz not null,
    disabled_at timestamptz
);
create unique index account__email on account (email);

-- A session acts for one organisation at a time. Only the hash of its token is kept.
create table session (
    token_hash text primary key,
    id text not null,
    account text not null references account (id),
    seat text not null references seat (id),
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    user_agent text,
    address text,
    revoked_at timestamptz
);
create unique index session__id on session (id);
create index session__account on session (account, created_at);

-- Links that work once: invitation, new password, demonstration, the second step of a sign-in.
create table personal_link (
    token_hash text primary key,
    purpose text not null,
    account text not null references account (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index personal_link__account on personal_link (account);

create table api_token (
    token_hash text primary key,
    id text not null,
    seat text not null references seat (id),
    name text not null,
    scopes text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create unique index api_token__id on api_token (id);
create index api_token__seat on api_token (seat);
