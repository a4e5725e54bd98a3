//! What changed on what one may read, on a page and by mail: one mail per person, at the rhythm that each chooses. It says
//! who did what to which record, never the values.

pub mod api;
pub mod jobs;
mod pages;
mod rules;
mod storage;

use jiff::Timestamp;
use platform::access::{Actor, RecordId};
use platform::database::{Reader, Result};

use crate::account::Reach;
use crate::frame::links::Registry;
use crate::frame::routes::{Routes, get, post};

/// The kind of the job that finds who is due, each working morning, and its key: one waits at a time.
pub const MORNING: &str = "digest.morning";
/// The kind of the job that writes to one person.
pub const MAIL: &str = "digest.mail";

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/changes", get(pages::changes::show))
        .route("/changes/rhythm", post(pages::changes::choose))
        .route("/changes/rhythm/{token}", get(pages::rhythm::show).post(pages::rhythm::choose))
}

/// What somebody did to a record, as often as he did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What, as the journal calls it.
    pub verb: String,
    /// Who; none is the instance itself.
    pub by_name: Option<String>,
    /// For which organisation.
    pub for_name: Option<String>,
    /// When, for the last time.
    pub at: Timestamp,
    /// How many times.
    pub times: usize,
}

/// A record that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub record: RecordId,
    /// Of which kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What was done, the latest first.
    pub acts: Vec<Act>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// On what.
    pub reach: Reach,
    /// After when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// What changed, and where to go on when there is more.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The records, that which changed last first.
    pub records: Vec<Changed>,
    /// The moment before which more was done.
    pub more: Option<Timestamp>,
}

/// What others did, in a time, on what the actor reads.
pub fn changes(reader: &Reader, actor: &Actor, registry: &Registry, asked: Asked) -> Result<Told> {
    let kinds: Vec<&'static str> = registry.addresses.iter().map(|(kind, _)| *kind).collect();
    let lines = storage::lines(reader, actor, &kinds, asked)?;
    let mut told = rules::gathered(lines, storage::MOST);
    for (kind, names) in registry.names {
        let of_kind = |one: &&mut Changed| one.kind == *kind && one.title.is_empty();
        let unnamed: Vec<RecordId> = told.records.iter_mut().filter(of_kind).map(|one| one.record).collect();
        if unnamed.is_empty() {
            continue;
        }
        let known = names(reader, actor, &unnamed)?;
        for one in told.records.iter_mut().filter(of_kind) {
            let named = known.iter().find(|(record, _)| *record == one.record);
            one.title = named.map(|(_, name)| name.clone()).unwrap_or_default();
        }
    }
    Ok(told)
}
