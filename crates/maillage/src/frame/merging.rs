//! What must follow when two organisations turn out to be one: each feature says which of its rows name an organisation, and
//! `compose` gathers them. A test compares the whole with the schema, so that nothing new is forgotten.

use platform::access::{Level, RecordId};
use platform::database::{Result, Transaction};
use serde::{Deserialize, Serialize};

/// Rows that name an organisation, or a record that follows one.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// What they are, as a message key.
    pub label: &'static str,
    /// Their table.
    pub table: &'static str,
    /// The column that names the organisation.
    pub column: &'static str,
    /// An expression that tells the rows of one organisation apart.
    pub key: &'static str,
    /// Under which condition a row stays where it is: the other organisation, `$2`, has the same already.
    pub stays_if: &'static str,
    /// The record that a row is of, and the level from which one may know of the row; none when whoever may merge may know.
    pub record: Option<(&'static str, Level)>,
}

/// A row that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Its table.
    pub table: String,
    /// The column that changed.
    pub column: String,
    /// What tells it apart.
    pub key: String,
    /// What the column held.
    pub from: String,
    /// What it holds now.
    pub to: String,
}

/// Joins what two organisations' rows hold when both cannot stand side by side, before rows move.
pub type Fold = fn(&Transaction, from: RecordId, into: RecordId) -> Result<Vec<Moved>>;

/// What is done after rows moved, or moved back: what is derived from them.
pub type Settle = fn(&Transaction, moved: &[Moved], organisations: [RecordId; 2]) -> Result<()>;

/// Everything that follows a merge.
#[derive(Clone, Copy, Default)]
pub struct Merging {
    /// The rows that move, feature by feature.
    pub relations: &'static [&'static [Relation]],
    /// The rows that moved because others were joined: known, so that they can move back.
    pub folded: &'static [&'static [Relation]],
    /// What joins.
    pub folds: &'static [Fold],
    /// What settles.
    pub settles: &'static [Settle],
}

impl Merging {
    /// Every relation whose rows move by themselves.
    pub fn relations(&self) -> impl Iterator<Item = &'static Relation> {
        self.relations.iter().flat_map(|some| some.iter())
    }

    /// The relation that a moved row belongs to.
    pub fn of(&self, moved: &Moved) -> Option<&'static Relation> {
        let all = self.relations().chain(self.folded.iter().flat_map(|some| some.iter()));
        all.into_iter().find(|one| one.table == moved.table && one.column == moved.column)
    }
}
