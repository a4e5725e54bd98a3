-- Who somebody is at a provider of identities: one subject leads to one account.
create table identity (
    id text primary key,
    account text not null references account (id),
    issuer text not null,
    subject text not null,
    email text,
    siret text,
    source text,
    linked_at timestamptz not null,
    last_used_at timestamptz
);
create unique index identity__subject on identity (issuer, subject);
create index identity__account on identity (account);

-- A sign-in under way elsewhere: at a provider, or in front of a passkey. Bound to a browser by the token of its cookie, from which
-- state, nonce and challenge are derived; used once.
create table sign_in_flow (
    token_hash text primary key,
    purpose text not null,
    provider text,
    account text references account (id),
    next text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create table passkey (
    id text primary key,
    account text not null references account (id),
    credential text not null,
    public_key text not null,
    name text not null,
    sign_count bigint not null,
    backed_up boolean not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    copied_at timestamptz
);
create unique index passkey__credential on passkey (credential);
create index passkey__account on passkey (account);

create table recovery_code (
    account text not null references account (id),
    code_hash text not null,
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (account, code_hash)
);

-- How a session was opened. What a provider gave is needed to sign out there too.
alter table session add column method text not null default 'password';
alter table session add column second_factor text;
alter table session add column provider text;
alter table session add column id_token text;
alter table personal_link add column method text not null default 'password';
alter table personal_link add column provider text;
alter table personal_link add column id_token text;
alter table account add column provider_only boolean not null default false;
