//! The claim of a job that is due: on PostgreSQL several workers pass each other's rows, on SQLite there is one writer.

use super::super::Dialect;

/// Ends the query that selects the job to claim.
pub(crate) fn lock(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "",
        Dialect::Postgres => " for update skip locked",
    }
}
