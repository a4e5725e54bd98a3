-- Who opened which record, and who took lists by a token or an export. Written in batches, a few seconds after; forgotten
-- after six months.
create table access_log (
    id text primary key,
    at timestamptz not null,
    account text not null,
    organisation text not null,
    record text,
    kind text not null,
    owner text,
    way text not null
);
create index access_log__owner on access_log (owner, at, id);
create index access_log__organisation on access_log (organisation, at, id);
create index access_log__at on access_log (at, id);
