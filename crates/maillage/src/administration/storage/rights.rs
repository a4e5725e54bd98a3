//! What roles may do beside what the program says: for the instance, for an organisation.

use platform::access::{Actor, INSTANCE, PrincipalId, Rights};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use serde_json::json;

use crate::frame::rights::{Adjustment, CAPABILITIES, Role};

/// The adjustments of every role: those of the instance, and those of one organisation.
pub fn adjustments(reader: &Reader, organisation: PrincipalId) -> Result<Vec<(Role, [Adjustment; 2])>> {
    let rows: Vec<(PrincipalId, Role, i64, i64)> = Query::new(
        "select organisation, role, added, removed from role_right where organisation = $1 or organisation = $2",
    )
    .bind(INSTANCE)
    .bind(organisation)
    .all(reader)?;
    let of = |place: PrincipalId, role: Role| {
        rows.iter().find(|row| row.0 == place && row.1 == role).map_or(Adjustment::default(), |row| {
            Adjustment { added: row.2.cast_unsigned(), removed: row.3.cast_unsigned() }
        })
    };
    let own = |role| if organisation == INSTANCE { Adjustment::default() } else { of(organisation, role) };
    Ok(Role::ALL.iter().map(|role| (*role, [of(INSTANCE, *role), own(*role)])).collect())
}

/// Says what every role may do, in an organisation or, for [`INSTANCE`], wherever an organisation says nothing. Answers the
/// roles that changed. What is beyond the bounds of a role is left out.
pub fn adjust(
    tx: &Transaction,
    actor: &Actor,
    place: PrincipalId,
    wanted: &[(Role, Rights)],
) -> Result<Vec<Role>> {
    let mut changed = Vec::new();
    for (role, [instance, own]) in adjustments(tx, place)? {
        let Some((_, wanted)) = wanted.iter().find(|(known, _)| *known == role) else { continue };
        let before = role.adjusted([instance, own]);
        let after = role.bounded(*wanted);
        if before == after {
            continue;
        }
        let base =
            if place == INSTANCE { role.rights() } else { role.adjusted([instance, Adjustment::default()]) };
        put(tx, actor, place, role, Adjustment::between(base, after))?;
        let keys = |rights: Rights| {
            let held = CAPABILITIES.iter().filter(|one| rights.include(one.right));
            held.map(|one| one.key).collect::<Vec<_>>()
        };
        journal::append(
            tx,
            actor,
            Entry {
                verb: "rights.adjusted",
                kind: "rights",
                before: Some(json!({"role": role, "organisation": place, "rights": keys(before)})),
                after: Some(json!({"role": role, "organisation": place, "rights": keys(after)})),
                ..Entry::default()
            },
        )?;
        changed.push(role);
    }
    Ok(changed)
}

fn put(
    tx: &Transaction,
    actor: &Actor,
    place: PrincipalId,
    role: Role,
    adjustment: Adjustment,
) -> Result<()> {
    Query::new(
        "insert into role_right (organisation, role, added, removed, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (organisation, role) do update set added = $3, removed = $4, changed_by = $5, changed_at = $6",
    )
    .bind(place)
    .bind(role)
    .bind(adjustment.added.cast_signed())
    .bind(adjustment.removed.cast_signed())
    .bind(actor.account().map_or_else(|| "system".to_owned(), |account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)
}
