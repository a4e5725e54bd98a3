//! The SQL of the demonstration: the mark that says what a database is.

use platform::access::PrincipalId;
use platform::database::{Query, Reader, Result, Transaction};

use crate::account::AccountId;
use crate::directory::OrganisationId;

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

/// Whether the perimeters are still to be drawn; they are drawn once.
pub fn may_draw(tx: &Transaction) -> Result<bool> {
    let key = "demonstration-atlas";
    if Query::new("select value from setting where key = $1").bind(key).maybe::<String>(tx)?.is_some() {
        return Ok(false);
    }
    Query::new("insert into setting (key, value) values ($1, 'yes')").bind(key).execute_one(tx)?;
    Ok(true)
}

/// The seat of a persona.
pub fn seat_of(reader: &Reader, account: AccountId) -> Result<(PrincipalId, OrganisationId)> {
    Query::new("select id, organisation from seat where account = $1 order by id limit 1")
        .bind(account)
        .one(reader)
}
