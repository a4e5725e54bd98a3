//! What happened, by whom, on what: appended in the transaction that changed it. Nothing is altered but values that name
//! a person, by a verb that leaves a line of its own.

mod storage;

use jiff::Timestamp;
use serde_json::Value;

pub use storage::{append, find, on_record, redact};

use crate::access::RecordId;
use crate::database::FromRow;
use crate::id;

id!(/// A line of the journal; its order is the order of time.
    EntryId);

/// What a verb writes.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// `kind.past-participle`: `project.moved`, `record.shared`.
    pub verb: &'static str,
    /// The kind of the record.
    pub kind: &'static str,
    /// The record.
    pub record: Option<RecordId>,
    /// The fields that changed, as they were.
    pub before: Option<Value>,
    /// The same fields, as they are.
    pub after: Option<Value>,
    /// Why, where a rule asks.
    pub reason: Option<&'a str>,
}

/// What a page reads.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    /// Its identifier.
    pub id: EntryId,
    /// When.
    pub at: Timestamp,
    /// The account that acted; none is the instance itself.
    pub actor: Option<String>,
    /// The organisation it acted for.
    pub acting_for: Option<String>,
    /// What happened.
    pub verb: String,
    /// On which record.
    pub record: Option<RecordId>,
    before_state: Option<String>,
    after_state: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When its values were taken away.
    pub redacted_at: Option<Timestamp>,
}

impl Line {
    /// Whether it says more than who, when and what.
    pub fn has_values(&self) -> bool {
        self.before_state.is_some() || self.after_state.is_some() || self.reason.is_some()
    }

    /// Its values as they are kept: before, after, why.
    pub fn values(&self) -> [Option<&str>; 3] {
        [self.before_state.as_deref(), self.after_state.as_deref(), self.reason.as_deref()]
    }

    /// The fields as they were.
    pub fn before(&self) -> Value {
        parsed(self.before_state.as_deref())
    }

    /// The fields as they became.
    pub fn after(&self) -> Value {
        parsed(self.after_state.as_deref())
    }
}

fn parsed(json: Option<&str>) -> Value {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or(Value::Null)
}
