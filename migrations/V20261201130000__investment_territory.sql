-- The territory that the words of a project's location mean, when they mean one.
alter table project add column territory text references territory (id);
create index project__territory on project (territory) where territory is not null;
