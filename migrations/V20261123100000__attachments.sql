-- Files attached to records of any kind. The bytes lie elsewhere, under their digest: two rows may name the same ones.
-- What is removed keeps its row for some days, and its bytes as long as a row names them.
create table attachment (
    id text primary key,
    record text not null references record (id),
    name text not null,
    kind text not null,
    size bigint not null,
    digest text not null,
    caption text,
    credit text,
    added_by text,
    added_at timestamptz not null,
    removed_at timestamptz
);
create index attachment__record on attachment (record, id);
create index attachment__digest on attachment (digest);
create index attachment__removed on attachment (removed_at) where removed_at is not null;
