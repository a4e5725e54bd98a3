-- What a role may do more, and less, than the program says: for the whole instance under the identifier of zeros, for one
-- organisation under its own. Rights are bits, named in frame/rights.rs.
create table role_right (
    organisation text not null,
    role text not null,
    added bigint not null,
    removed bigint not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (organisation, role)
);
