-- Invitations as they were sent: to whom, into which seat, and whether they were taken back before they were accepted.
create table invitation (
    id text primary key,
    account text not null references account (id),
    seat text not null references seat (id),
    organisation text not null references organisation (id),
    sent_at timestamptz not null,
    sent_by text,
    revoked_at timestamptz
);
create index invitation__organisation on invitation (organisation, sent_at, id);
create index invitation__seat on invitation (seat);
