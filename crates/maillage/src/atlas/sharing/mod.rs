//! Showing a record of this feature to another organisation or to a circle, and taking it back.

pub mod page;

use platform::access::{self, Actor, GrantId, Kind, Level, NewGrant, PrincipalId, RecordId, Validity};
use platform::database::{Reader, Result as Read, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use crate::directory::circles::audience_name;
use crate::frame::rights::KEEP_FILES;

/// What names a record and says the actor's level, if he sees its card.
pub type Naming = fn(&Reader, &Actor, RecordId) -> Read<Option<(String, Level)>>;

/// A kind of record that is shown so.
pub struct Shared {
    /// The kind.
    pub kind: &'static Kind,
    /// Where its pages are.
    pub address: &'static str,
    /// Its entry in the menu.
    pub nav: &'static str,
    /// Its name, and the actor's level, if he sees its card.
    pub name: Naming,
}

/// What is shown to whom, and why.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// The organisation, or the circle.
    pub with: PrincipalId,
    /// At what level.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// Until when.
    pub validity: Validity,
}

/// The name of a record, if the actor manages it.
pub fn shareable(reader: &Reader, actor: &Actor, shared: &Shared, id: RecordId) -> Result<String, Problem> {
    let (name, level) = (shared.name)(reader, actor, id)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Manage || !actor.may(KEEP_FILES) {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok(name)
}

/// Shows a record to an organisation, or to a circle.
pub fn share(
    tx: &Transaction,
    actor: &Actor,
    shared: &Shared,
    id: RecordId,
    sharing: &Sharing,
) -> Result<GrantId, Problem> {
    shareable(tx, actor, shared, id)?;
    let name = audience_name(tx, actor, sharing.with)?.ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add("organisation", "error-choice");
        Problem::from(faults)
    })?;
    let grant = NewGrant {
        to: sharing.with,
        level: sharing.level,
        reason: &sharing.reason,
        validity: sharing.validity,
        because: None,
    };
    let grant = access::grant(tx, actor, shared.kind, id, &grant)?;
    let entry = Entry {
        verb: "record.shared",
        kind: shared.kind.name,
        record: Some(id),
        before: None,
        after: Some(json!({"with": name, "level": sharing.level.key()})),
        reason: Some(&sharing.reason),
    };
    journal::append(tx, actor, entry)?;
    Ok(grant)
}

/// Takes a record back.
pub fn unshare(
    tx: &Transaction,
    actor: &Actor,
    shared: &Shared,
    id: RecordId,
    grant: GrantId,
) -> Result<(), Problem> {
    shareable(tx, actor, shared, id)?;
    let taken = access::revoke(tx, shared.kind, id, grant).map_err(|error| match error {
        platform::database::Error::Stale => Problem::from(ProblemKind::NotFound),
        other => other.into(),
    })?;
    let entry = Entry {
        verb: "record.unshared",
        kind: shared.kind.name,
        record: Some(id),
        before: Some(json!({"with": taken.name, "level": taken.level.key()})),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}
