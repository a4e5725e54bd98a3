//! The SQL of the theme: one row.

use platform::access::Actor;
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use serde_json::{Value, json};

use super::colours::Colour;
use super::picture;
use super::rules::{Logo, Wanted};
use crate::frame::Theme;

#[derive(FromRow)]
struct Row {
    version: i64,
    name: Option<String>,
    accent: Option<String>,
    logo: Option<String>,
    support: Option<String>,
    data_protection: Option<String>,
}

impl From<Row> for Theme {
    fn from(row: Row) -> Self {
        Self {
            version: row.version,
            name: row.name,
            accent: row.accent,
            logo: row.logo.as_deref().and_then(picture::from_base64),
            support: row.support,
            data_protection: row.data_protection,
        }
    }
}

/// The theme, if it is newer than this version. Public: the sign-in page shows it.
pub fn newer(reader: &Reader, than: i64) -> Result<Option<Theme>> {
    let row = row(reader, than)?;
    Ok(row.map(Theme::from))
}

fn row(reader: &Reader, than: i64) -> Result<Option<Row>> {
    Query::new("select version, name, accent, logo, support, data_protection from theme where version > $1")
        .bind(than)
        .maybe(reader)
}

/// Keeps the theme; what was is in the journal, the logo by its size. Answers whether anything changed.
pub fn keep(tx: &Transaction, actor: &Actor, wanted: &Wanted) -> Result<bool> {
    let before = row(tx, 0)?;
    let old_logo = before.as_ref().and_then(|row| row.logo.clone());
    let after = Row {
        version: before.as_ref().map_or(0, |row| row.version) + 1,
        name: wanted.name.clone(),
        accent: wanted.accent.map(|colour: Colour| colour.to_string()),
        logo: match &wanted.logo {
            Logo::Kept => old_logo.clone(),
            Logo::Removed => None,
            Logo::New(picture) => Some(picture.base64()),
        },
        support: wanted.support.clone(),
        data_protection: wanted.data_protection.clone(),
    };
    let was = said(before.as_ref());
    if was == said(Some(&after)) && old_logo == after.logo {
        return Ok(false);
    }
    put(tx, actor, &after)?;
    let entry = Entry {
        verb: "theme.changed",
        kind: "theme",
        before: before.is_some().then_some(was),
        after: Some(said(Some(&after))),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(true)
}

fn said(row: Option<&Row>) -> Value {
    let size = |row: &Row| row.logo.as_deref().and_then(picture::from_base64).map(|bytes| bytes.len());
    json!({
        "name": row.and_then(|row| row.name.as_deref()),
        "accent": row.and_then(|row| row.accent.as_deref()),
        "logo_bytes": row.and_then(size),
        "support": row.and_then(|row| row.support.as_deref()),
        "data_protection": row.and_then(|row| row.data_protection.as_deref()),
    })
}

fn put(tx: &Transaction, actor: &Actor, row: &Row) -> Result<()> {
    Query::new(
        "insert into theme (id, version, name, accent, logo, support, data_protection, changed_by, changed_at)
         values ('instance', $1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set version = $1, name = $2, accent = $3, logo = $4, support = $5, data_protection = $6,
         changed_by = $7, changed_at = $8",
    )
    .bind(row.version)
    .bind(row.name.as_deref())
    .bind(row.accent.as_deref())
    .bind(row.logo.as_deref())
    .bind(row.support.as_deref())
    .bind(row.data_protection.as_deref())
    .bind(actor.account().map_or_else(|| "system".to_owned(), |account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)
}
