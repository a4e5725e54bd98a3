-- Two records of two organisations that may be one: one of them asks the other to merge them. `own` is the one of the two that
-- whoever asks may change, `asked` the organisation that keeps the other; `shown` the grant by which it sees `own` meanwhile.
create table merge_proposal (
    id text primary key,
    kept text not null references organisation (id),
    dropped text not null references organisation (id),
    own text not null references organisation (id),
    proposed_for text not null references principal (id),
    proposed_by text not null,
    account text not null,
    proposed_at timestamptz not null,
    reason text not null,
    choice text not null,
    asked text not null references principal (id),
    shown text,
    state text not null,
    decided_at timestamptz,
    decided_by text,
    answer text,
    merge text references organisation_merge (id)
);
create index merge_proposal__asked on merge_proposal (asked, state);
create index merge_proposal__proposed_for on merge_proposal (proposed_for, state);
create index merge_proposal__merge on merge_proposal (merge) where merge is not null;
