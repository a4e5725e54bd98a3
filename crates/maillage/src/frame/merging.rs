//! What must follow when two organisations, or two people, turn out to be one: each feature says which of its rows name one,
//! and `compose` gathers them. A test compares the whole with the schema, so that nothing new is forgotten.

use platform::access::{Actor, Level, RecordId};
use platform::database::{Reader, Result, Transaction};
use serde::{Deserialize, Serialize};

/// To whom a plan tells that a row is there.
#[derive(Clone, Copy, Debug)]
pub enum ToldTo {
    /// Whoever may merge.
    Merger,
    /// Whoever sees the record that this column names, at this level; a row that names none is told.
    Reader(&'static str, Level),
    /// The same, at the level that the second column says.
    ReaderFrom(&'static str, &'static str),
    /// The organisation that this column names, alone.
    Owner(&'static str),
    /// Nobody: it follows without being counted.
    Nobody,
}

/// Rows that name what is merged, or a record that follows it.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// What they are, as a message key.
    pub label: &'static str,
    /// Their table.
    pub table: &'static str,
    /// The column that names what is merged.
    pub column: &'static str,
    /// An expression that tells the rows of one of them apart.
    pub key: &'static str,
    /// Under which condition a row stays where it is: the one kept, `$2`, has the same already.
    pub stays_if: &'static str,
    /// Who may know that a row is there.
    pub told_to: ToldTo,
}

impl Relation {
    /// Rows told to whoever may merge.
    pub const fn new(
        label: &'static str,
        table: &'static str,
        column: &'static str,
        key: &'static str,
        stays_if: &'static str,
    ) -> Self {
        Self { label, table, column, key, stays_if, told_to: ToldTo::Merger }
    }

    /// The same, told to some only.
    #[must_use]
    pub const fn told(self, told_to: ToldTo) -> Self {
        Self { told_to, ..self }
    }
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

/// Joins what the rows of both hold when they cannot stand side by side, before rows move.
pub type Fold = fn(&Transaction, from: RecordId, into: RecordId) -> Result<Vec<Moved>>;

/// How many rows of what the actor reads would be joined, by label: a plan tells them.
pub type Joined = fn(&Reader, &Actor, from: RecordId, into: RecordId) -> Result<Vec<(&'static str, i64)>>;

/// What is done after rows moved, or moved back: what is derived from them.
pub type Settle = fn(&Transaction, moved: &[Moved], both: [RecordId; 2]) -> Result<()>;

/// Everything that follows a merge.
#[derive(Clone, Copy, Default)]
pub struct Merging {
    /// The rows that move, feature by feature.
    pub relations: &'static [&'static [Relation]],
    /// The rows that moved because others were joined: known, so that they can move back.
    pub folded: &'static [&'static [Relation]],
    /// What joins.
    pub folds: &'static [Fold],
    /// What a plan tells of it.
    pub joined: &'static [Joined],
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
