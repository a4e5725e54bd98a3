//! What is forgotten with time: the lines, their simulation, and the run in small batches.

use jiff::Span;
use jiff::civil::Date;
use platform::access::{Actor, PrincipalId};
use platform::database::{Database, Reader, Result};

use super::classes::DataClass;
use super::storage::{held, settled, traces};
use crate::frame::personal::{Due, Holding, Sweep};

/// Rows forgotten in one transaction: a write stays well below a tenth of a second.
const BATCH: i64 = 200;
/// The kind of the job that runs them all.
pub const RUN: &str = "retention.run";

/// What the directory holds on people.
pub const HOLDINGS: [Holding; 5] = [
    Holding { key: "person", gather: held::person, erase: Some(held::erase_person) },
    Holding { key: "details", gather: held::details, erase: Some(held::erase_details) },
    Holding { key: "consents", gather: held::consents, erase: None },
    Holding { key: "texts", gather: traces::texts, erase: None },
    Holding { key: "journal", gather: traces::journal_of, erase: Some(traces::redact) },
];

/// The line of a class: contact details, then the people themselves.
macro_rules! class {
    ($class:expr) => {
        Sweep {
            key: $class.key(),
            months: $class.rule().months,
            due: |r, owner, before| held::due(r, $class, owner, before),
            sample: |r, actor, before| {
                let mut some = held::sample_details(r, actor, $class, before)?;
                some.extend(held::sample_people(r, actor, $class, before)?);
                Ok(some)
            },
            sweep: |tx, actor, before, limit| {
                let gone = held::sweep_details(tx, actor, $class, (before, limit))?;
                Ok(gone + held::sweep_people(tx, actor, $class, (before, limit))?)
            },
        }
    };
}

/// What the directory forgets with time. Accounts, their sessions and their tokens have lines of their own.
pub const SWEEPS: [Sweep; 6] = [
    class!(DataClass::BusinessContact),
    class!(DataClass::Prescriber),
    class!(DataClass::ElectedOfficial),
    class!(DataClass::Attendee),
    Sweep {
        key: "journal",
        months: 72,
        due: traces::due_journal,
        sample: |_, _, _| Ok(Vec::new()),
        sweep: traces::sweep_journal,
    },
    // What was answered may be contested for five years (code civil, art. 2224).
    Sweep {
        key: "requests",
        months: 60,
        due: settled::due,
        sample: |_, _, _| Ok(Vec::new()),
        sweep: settled::sweep,
    },
];

/// The day before which a line forgets.
pub fn before(today: Date, months: i32) -> Date {
    today.checked_sub(Span::new().months(months)).unwrap_or(Date::MIN)
}

/// A line of the simulation.
pub struct Simulated {
    /// The line.
    pub key: &'static str,
    /// After how many months.
    pub months: i32,
    /// How much is due, by owner.
    pub due: Vec<Due>,
    /// Some of it, that the reader may see: title and address.
    pub sample: Vec<(String, String)>,
}

/// What a run would forget today: of one organisation, or of all.
pub fn simulate(
    reader: &Reader,
    actor: &Actor,
    sweeps: &[Sweep],
    owner: Option<PrincipalId>,
    today: Date,
) -> Result<Vec<Simulated>> {
    sweeps
        .iter()
        .map(|line| {
            let day = before(today, line.months);
            let due = (line.due)(reader, owner, day)?;
            let sample = if owner.is_some() && !due.is_empty() {
                (line.sample)(reader, actor, day)?
            } else {
                Vec::new()
            };
            Ok(Simulated { key: line.key, months: line.months, due, sample })
        })
        .collect()
}

/// Forgets all that is due, batch after batch. Stopped, it goes on from where it was when it is run again.
pub async fn run(
    database: &Database,
    sweeps: &'static [Sweep],
    today: Date,
) -> Result<Vec<(&'static str, u64)>> {
    let mut counts = Vec::new();
    for line in sweeps {
        let (sweep, day) = (line.sweep, before(today, line.months));
        let mut all = 0;
        loop {
            let gone = database
                .write(move |tx| sweep(tx, &Actor::system(tx.ids().clock().now()), day, BATCH))
                .await?;
            if gone == 0 {
                break;
            }
            all += gone;
        }
        counts.push((line.key, all));
    }
    Ok(counts)
}
