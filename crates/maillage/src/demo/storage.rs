//! The SQL of the demonstration: the mark that says what a database is.

use platform::database::{Query, Reader, Result, Transaction};

/// Whether the database bears the mark.
pub fn flagged(reader: &Reader) -> Result<bool> {
    let value: Option<String> =
        Query::new("select value from setting where key = 'demonstration'").maybe(reader)?;
    Ok(value.as_deref() == Some("yes"))
}

/// Puts the mark.
pub fn flag(tx: &Transaction) -> Result<()> {
    Query::new("insert into setting (key, value) values ('demonstration', 'yes')").execute_one(tx)
}

/// How many members of a family were read in a document.
pub fn named_in(reader: &Reader, family: &str, source: &str) -> Result<i64> {
    Query::new("select count(*) from organisation where member and family = $1 and provenance like $2 || '%'")
        .bind(family)
        .bind(source)
        .one(reader)
}
