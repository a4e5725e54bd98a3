-- When something was last said with a company, alone or among others: lists sort and narrow by it.
alter table company_file add column last_said_on date;
update company_file set last_said_on = (
    select max(s.held_on) from (
        select i.company_file as company_file, i.held_on as held_on from interaction i where i.withdrawn_at is null
        union all
        select a.company_file, j.held_on from interaction_also a join interaction j on j.id = a.interaction
    ) s where s.company_file = company_file.id
);
create index company_file__last_said on company_file (owner, last_said_on);
