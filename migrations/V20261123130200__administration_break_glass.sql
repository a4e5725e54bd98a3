-- Access that whoever runs the instance took for a time, with a reason: to one record by a grant, or to an organisation by
-- a seat. Never deleted: the organisation reads it here.
create table break_glass (
    id text primary key,
    account text not null references account (id),
    organisation text not null references organisation (id),
    record text references record (id),
    kind text,
    access_grant text,
    seat text references seat (id),
    role text,
    reason text not null,
    begun_at timestamptz not null,
    until_at timestamptz not null,
    ended_at timestamptz,
    ended_by text
);
create index break_glass__organisation on break_glass (organisation, begun_at);
create index break_glass__account on break_glass (account, begun_at);
