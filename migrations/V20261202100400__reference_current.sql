-- How many territories of each kind there are is said above every search.
create index territory__current on territory (kind) where valid_until is null;
