//! The SQL of observations. They belong to an organisation: only those who act for it read them here.

use platform::access::Actor;
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::indicators::Indicator;
use super::super::steered;
use super::{NewObservation, Observation, ObservationId};
use crate::reference::sources;

fn select<'q>(actor: &Actor) -> Query<'q> {
    Query::new(
        "select o.id as id, o.indicator as indicator, o.figure as figure, o.as_of as as_of, o.as_of_latest as as_of_latest,
            o.stated_in as stated_in, o.statement as statement, o.fictitious as fictitious
         from observation o where o.withdrawn_at is null and o.owner = ",
    )
    .push_value(actor.acting_for())
}

/// What is stated of every indicator of the organisation acted for, the latest first.
pub fn all(reader: &Reader, actor: &Actor) -> Result<Vec<Observation>> {
    select(actor).push(" order by o.as_of_latest desc, o.id desc limit 500").all(reader)
}

/// What is stated of one indicator.
pub fn of(reader: &Reader, actor: &Actor, indicator: Indicator) -> Result<Vec<Observation>> {
    let query = select(actor).push(" and o.indicator = ").push_value(indicator);
    query.push(" order by o.as_of_latest desc, o.id desc limit 200").all(reader)
}

/// Notes what is stated.
pub fn add(
    tx: &Transaction,
    actor: &Actor,
    new: &NewObservation,
    fictitious: bool,
) -> Result<ObservationId, Problem> {
    let owner = steered(actor)?;
    if let Some(code) = &new.statement {
        let stated = sources::statement(tx, code)?;
        let same =
            stated.as_ref().and_then(|one| one.figure()).is_some_and(|figure| figure.means(&new.figure));
        if !same {
            let mut faults = Faults::default();
            faults
                .add("statement", if stated.is_none() { "error-statement" } else { "error-statement-other" });
            return Err(faults.into());
        }
    }
    let id: ObservationId = tx.new_id();
    Query::new(
        "insert into observation (id, owner, indicator, figure, as_of, as_of_latest, stated_in, statement, account, noted_at, fictitious)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(owner)
    .bind(new.indicator)
    .bind(&new.figure)
    .bind(&new.as_of)
    .bind(new.as_of.latest())
    .bind(new.stated_in.as_deref())
    .bind(new.statement.as_deref())
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .bind(fictitious)
    .execute_one(tx)?;
    let after = json!({"indicator": new.indicator.key(), "figure": new.figure.wording(), "as_of": new.as_of.latest()});
    note(tx, actor, "observation.noted", (None, Some(after)))?;
    Ok(id)
}

/// Withdraws what was noted by mistake; the journal keeps what it said.
pub fn withdraw(
    tx: &Transaction,
    actor: &Actor,
    indicator: Indicator,
    id: ObservationId,
) -> Result<(), Problem> {
    let found =
        of(tx, actor, indicator)?.into_iter().find(|one| one.id == id).ok_or(ProblemKind::NotFound)?;
    steered(actor)?;
    Query::new("update observation set withdrawn_at = $2 where id = $1 and withdrawn_at is null")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    let before =
        json!({"indicator": indicator.key(), "figure": found.figure.wording(), "as_of": found.as_of_latest});
    note(tx, actor, "observation.withdrawn", (Some(before), None))
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    (before, after): (Option<serde_json::Value>, Option<serde_json::Value>),
) -> Result<(), Problem> {
    let entry = Entry { verb, kind: "observation", record: None, before, after, reason: None };
    journal::append(tx, actor, entry)?;
    Ok(())
}
