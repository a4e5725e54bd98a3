-- A list as somebody wants to find it again: the filters, the order and the columns of its address, under a name.
create table saved_view (
    id text primary key,
    owner text not null references principal (id),
    account text not null references account (id),
    page text not null,
    name text not null,
    name_key text not null,
    query text not null,
    shared boolean not null,
    created_at timestamptz not null
);
create unique index saved_view__name on saved_view (owner, account, page, name_key);
create index saved_view__page on saved_view (owner, page, name_key);
create index saved_view__account on saved_view (account);
