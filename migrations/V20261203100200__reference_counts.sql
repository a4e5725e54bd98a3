-- How many territories of each kind still are, counted when an edition is loaded: it is said above every search.
create table territory_count (
    kind text not null,
    territories bigint not null
);
create unique index territory_count__kind on territory_count (kind);
insert into territory_count (kind, territories) select kind, count(*) from territory where valid_until is null group by kind;
drop index territory__current;
