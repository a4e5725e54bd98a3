//! Links between features that may not know each other: `compose` fills the registry, pages read it.

use platform::access::{Actor, Kind, RecordId, Rights};
use platform::database::{Reader, Result};

/// A link to a record of another feature.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its address.
    pub url: String,
    /// Its title at the reader's level.
    pub title: String,
    /// A message key that says more.
    pub note: Option<String>,
}

/// What finds the records that speak of another one.
pub type Related = fn(&Reader, &Actor, RecordId) -> Result<Vec<Link>>;

/// What links features together.
#[derive(Clone, Copy, Default)]
pub struct Registry {
    /// The address of a record of each kind: kind, prefix.
    pub addresses: &'static [(&'static str, &'static str)],
    /// What speaks of a company.
    pub of_company: &'static [Related],
    /// The kinds of records that files are attached to, and the right that this needs beside the level.
    pub attachable: &'static [(&'static Kind, Rights)],
}

impl Registry {
    /// The address of a record.
    pub fn url(&self, kind: &str, record: RecordId) -> String {
        self.addresses
            .iter()
            .find(|(known, _)| *known == kind)
            .map_or_else(|| "/".to_owned(), |(_, prefix)| format!("{prefix}{record}"))
    }

    /// Every record that speaks of a company.
    pub fn of_company(&self, reader: &Reader, actor: &Actor, company: RecordId) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        for find in self.of_company {
            links.extend(find(reader, actor, company)?);
        }
        Ok(links)
    }
}
