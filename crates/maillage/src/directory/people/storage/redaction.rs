//! One line of the journal whose values name a person: found by whoever answers for data, and redacted.

use platform::access::{self, Actor, Level, PrincipalId};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry, EntryId, Line};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::request::RequestId;
use super::{requests, traces};
use crate::frame::personal::Redact;

/// A line as a page shows it: with who acted, and on what.
#[derive(Clone, Debug)]
pub struct Found {
    /// The line.
    pub line: Line,
    /// The kind of the record.
    pub kind: String,
    /// Who acted; none is the instance.
    pub by: Option<String>,
}

/// A line for which the actor's organisation answers: it acted, or the record is its own. Without a request that the line is
/// found by, the actor reads the record; what was shown to whom is for those who manage it.
pub fn find(
    reader: &Reader,
    actor: &Actor,
    id: EntryId,
    request: Option<RequestId>,
) -> Result<Found, Problem> {
    let own = requests::controller(actor)?;
    let line = journal::find(reader, id)?.ok_or(ProblemKind::NotFound)?;
    let reached = match request {
        Some(request) => {
            let subject = requests::find(reader, own, request)?.subject();
            (line.redacted_at.is_some() && told(reader, own, &line)?)
                || traces::says(reader, own, &subject, id)?
        }
        None => told(reader, own, &line)? && reads(reader, actor, own, &line)?,
    };
    if !reached {
        return Err(ProblemKind::NotFound.into());
    }
    let (kind, by): (String, Option<String>) = Query::new(
        "select j.kind, (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = j.actor)
         from journal j where j.id = $1",
    )
    .bind(id)
    .one(reader)?;
    Ok(Found { line, kind, by })
}

fn acted(own: PrincipalId, line: &Line) -> bool {
    line.acting_for.as_deref() == Some(own.to_string().as_str())
}

/// Whether the organisation answers for the line.
fn told(reader: &Reader, own: PrincipalId, line: &Line) -> Result<bool> {
    let Some(record) = line.record else { return Ok(false) };
    let owner: Option<PrincipalId> =
        Query::new("select owner from record where id = $1").bind(record).maybe(reader)?;
    Ok(acted(own, line) || owner == Some(own))
}

fn reads(reader: &Reader, actor: &Actor, own: PrincipalId, line: &Line) -> Result<bool> {
    let Some(record) = line.record else { return Ok(false) };
    let needed =
        if line.verb.starts_with("record.") && !acted(own, line) { Level::Manage } else { Level::Read };
    Ok(access::level_of(reader, actor, record)?.is_some_and(|level| level >= needed))
}

/// Takes the values of a line away, for a reason that names nobody: who, when and what stay. Not under a ban on erasure.
pub fn redact(
    tx: &Transaction,
    actor: &Actor,
    redactions: &[Redact],
    (id, request): (EntryId, Option<RequestId>),
    reason: &str,
) -> Result<(), Problem> {
    let own = requests::controller(actor)?;
    let Found { line, .. } = find(tx, actor, id, request)?;
    let refused = |message| {
        Err(Problem::from(ProblemKind::Forbidden).saying(message).back_to(format!("/privacy/journal/{id}")))
    };
    if line.redacted_at.is_some() || !line.has_values() {
        return refused("redaction-nothing");
    }
    let values = line.values();
    for held in requests::held(tx, own)? {
        if traces::name_him(&held, &values) || (held.person.is_some() && held.person == line.record) {
            return refused("request-held");
        }
    }
    if let Some(request) = request {
        let subject = requests::find(tx, own, request)?.subject();
        if traces::name_him(&subject, &[Some(reason)]) {
            let mut faults = Faults::default();
            faults.add("redaction_reason", "error-redaction-names");
            return Err(faults.into());
        }
    }
    journal::redact(tx, id, actor.at)?;
    if let Some(record) = line.record {
        redactions.iter().try_for_each(|redact| redact(tx, record, &line))?;
    }
    let after = Some(json!({"line": id, "verb": line.verb}));
    let entry = Entry {
        verb: "journal.redacted",
        kind: "journal",
        record: line.record,
        after,
        reason: Some(reason),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}
