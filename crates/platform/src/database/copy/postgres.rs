//! What the copy asks of PostgreSQL: its catalogue, and a schema made beside the public one.

/// Table, column and declared type, column by column, of the schema in use.
pub(super) const COLUMNS: &str =
    "select cast(c.table_name as text), cast(c.column_name as text), cast(c.data_type as text)
     from information_schema.columns c join information_schema.tables t
       on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema = current_schema() and c.data_type <> 'tsvector' order by 1, c.ordinal_position";

/// The schema in which a database is made before it takes its place.
pub(super) const ASIDE: &str = "maillage_restoring";

/// How many tables, views and sequences the public schema holds.
pub(super) const OCCUPIED: &str =
    "select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'S')";

/// Foreign keys of the schema in use: table, name, definition.
pub(super) const FOREIGN_KEYS: &str =
    "select cast(t.relname as text), cast(c.conname as text), pg_catalog.pg_get_constraintdef(c.oid)
     from pg_catalog.pg_constraint c join pg_catalog.pg_class t on t.oid = c.conrelid
       join pg_catalog.pg_namespace n on n.oid = c.connamespace
     where c.contype = 'f' and n.nspname = current_schema() order by 1, 2";

/// Tables of the schema in use.
pub(super) const TABLES: &str = "select cast(table_name as text) from information_schema.tables
     where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1";
