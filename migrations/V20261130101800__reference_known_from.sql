-- The first day for which the editions say what a territory is made of: before it, that is not known. The first edition that was
-- ever loaded is that of 2026, which gives the groupings for the year before too.
alter table territory add column known_from date;
update territory set known_from = '2025-01-01' where kind = 'epci' and vintage <> '';
update territory set known_from = '2026-01-01' where kind not in ('epci', 'city') and vintage <> '';

-- Whether an administrator gave the files: those stay when the program reads its own anew.
alter table reference_load add column imported boolean;
