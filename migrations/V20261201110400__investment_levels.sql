-- From which level each group of fields is seen, where somebody who manages the project raised it.
alter table project add column level_identity bigint;
alter table project add column level_origin bigint;
alter table project add column level_investor bigint;
alter table project add column level_operation bigint;
alter table project add column level_location bigint;
alter table project add column level_value bigint;
alter table project add column level_needs bigint;
alter table project add column level_diffusion bigint;
alter table project add column level_decision bigint;
