-- What a record speaks of, beside what it belongs to: who is behind a wall of the one does not see the other.
alter table record add column about text references record (id);
update record set about = (select i.project from interaction i where i.id = record.id)
    where id in (select i.id from interaction i where i.project is not null);
