-- How a member stands in the instance: whether its people are public members when its family does not say so, and since
-- when it is suspended or closed. A member without a line is open, as its family says.
create table member_standing (
    organisation text primary key references organisation (id),
    public_member boolean,
    state text not null,
    since timestamptz,
    reason text,
    changed_by text
);
