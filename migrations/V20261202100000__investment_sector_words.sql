-- A project is found by its sector, under any of its names: every project is indexed again.
insert into job (id, kind, payload, state, run_at, attempts, created_at)
    select '019e0000-0000-7000-8000-000000100000', 'project.index', '{}', 'waiting', min(r.created_at), 0, min(r.created_at)
    from record r where r.kind = 'project' having count(*) > 0;
