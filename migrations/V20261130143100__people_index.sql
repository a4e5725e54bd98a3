-- Titles held in organisations that are not shown to all leave the search index: everybody who is known is indexed again.
insert into job (id, kind, payload, state, run_at, attempts, created_at)
    select '019e0000-0000-7000-8000-000000143100', 'people.index', '{}', 'waiting', min(r.created_at), 0, min(r.created_at)
    from record r where r.kind = 'person' having count(*) > 0;
