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
