//! Who reads what: noted in memory as answers leave, written in batches by whoever runs [`Accesses::take`]. A request pays
//! for no write.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use platform::Uuid;
use platform::access::{PrincipalId, RecordId};
use platform::text_enum;

text_enum! {
    /// How something was read.
    pub enum Way {
        /// A page.
        Page = "page",
        /// One record by the API.
        Api = "api",
        /// A list by the API.
        List = "list",
        /// A file that leaves: one attached, or one made of many records.
        Export = "export",
    }
}

/// The same person reading the same thing the same way is noted once within this time.
const AGAIN: SignedDuration = SignedDuration::from_mins(10);
/// So many are kept until they are written; beyond, the database is out of reach and the oldest are lost.
const KEPT: usize = 20_000;

/// Who reads, for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reader {
    /// The account.
    pub account: Uuid,
    /// The organisation that it acts for.
    pub organisation: PrincipalId,
}

/// One reading.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Who.
    pub reader: Reader,
    /// When.
    pub at: Timestamp,
    /// Which record; none for a list, nor for an export of no record.
    pub record: Option<RecordId>,
    /// Of which kind.
    pub kind: &'static str,
    /// How.
    pub way: Way,
}

/// What an answer carries off, said by the handler that knows: the layer that notes readings finds it on the answer.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Of which kind.
    pub kind: &'static str,
    /// Which record it stands on; none when it is of no record.
    pub record: Option<RecordId>,
    /// How.
    pub way: Way,
}

impl Taken {
    /// The answer that says so.
    #[must_use]
    pub fn noted(self, mut answer: Response) -> Response {
        answer.extensions_mut().insert(self);
        answer
    }
}

type Key = (Reader, Option<RecordId>, &'static str, Way);

#[derive(Default)]
struct Noted {
    waiting: Vec<Reading>,
    lately: HashMap<Key, Timestamp>,
}

/// What was read and is not written yet. Cloning it shares it.
#[derive(Clone, Default)]
pub struct Accesses(Arc<Mutex<Noted>>);

impl Accesses {
    /// Notes a reading, as its answer leaves.
    pub fn note(&self, reading: Reading) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (reading.reader, reading.record, reading.kind, reading.way);
        let recent = |at: &Timestamp| reading.at.duration_since(*at) < AGAIN;
        // Every export counts; a page opened again does not.
        if reading.way != Way::Export && noted.lately.get(&key).is_some_and(recent) {
            return;
        }
        if noted.lately.len() >= KEPT {
            noted.lately.retain(|_, at| recent(at));
        }
        if noted.waiting.len() >= KEPT {
            tracing::warn!("the log of accesses cannot be written: the oldest are lost");
            noted.waiting.drain(..KEPT / 2);
        }
        noted.lately.insert(key, reading.at);
        noted.waiting.push(reading);
    }

    /// What waits, to be written.
    pub fn take(&self) -> Vec<Reading> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting)
    }

    /// Back, when it could not be written.
    pub fn put_back(&self, mut readings: Vec<Reading>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readings.append(&mut noted.waiting);
        noted.waiting = readings;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_opened_again_is_noted_once_and_every_export_counts() {
        let accesses = Accesses::default();
        let reader = Reader { account: Uuid::nil(), organisation: PrincipalId(Uuid::nil()) };
        let at = |minute: i64| Timestamp::from_second(1_800_000_000 + 60 * minute).unwrap();
        for (minute, way) in [
            (0, Way::Page),
            (5, Way::Page),
            (5, Way::Api),
            (11, Way::Page),
            (11, Way::Export),
            (12, Way::Export),
        ] {
            accesses.note(Reading { reader, at: at(minute), record: None, kind: "project", way });
        }
        let noted: Vec<Way> = accesses.take().iter().map(|one| one.way).collect();
        assert_eq!(noted, [Way::Page, Way::Api, Way::Page, Way::Export, Way::Export]);
        assert!(accesses.take().is_empty());
    }
}
