//! One box over everything the actor may see.
//!
//! A record is described by one document per level: what its card says is found by those who see its card, what its
//! facts say by those who read it. Matches come in four ranks: the exact reference, a name that begins with the
//! question, all the words anywhere (newest first), and, under [`PAGE`] matches, the same with one letter wrong in a
//! word. [`matching`] says so plainly; the tests compare the index with it.

pub mod matching;
mod storage;
#[cfg(test)]
mod tests;

pub use storage::{index, referenced, remove, search, unlearn};

use crate::access::{Level, RecordId};

/// How many matches a question brings.
pub const PAGE: usize = 20;

/// What is indexed of a record, for those who see it at a level.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The record.
    pub record: RecordId,
    /// Its kind, to link to it.
    pub kind: &'static str,
    /// The level at which this may be found.
    pub level: Level,
    /// Its reference, found exactly.
    pub reference: Option<&'a str>,
    /// Its name, found by its beginning, with a typo forgiven.
    pub name: &'a str,
    /// Everything else.
    pub text: &'a str,
    /// What the list of matches shows.
    pub title: &'a str,
}

/// A match.
#[derive(Clone, Debug, PartialEq, Eq, crate::database::FromRow)]
pub struct Hit {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// What the list of matches shows.
    pub title: String,
}
