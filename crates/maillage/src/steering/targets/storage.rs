//! The SQL of targets. They belong to an organisation: only those who act for it read them here.

use platform::access::Actor;
use platform::database::{Error, FromRow, Query, Reader, Result, Row, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::super::indicators::Indicator;
use super::super::steered;
use super::model::{NewTarget, NewVersion, Target, TargetId, TargetVersion};
use crate::plan::{HeadingName, headings};
use crate::reference::sources;

const VERSION: &str = "v.number, v.figure, v.baseline, v.firmness, v.hypotheses, v.risks, v.stated_in, v.statement, v.decided_on, v.reason, v.written_at,
    (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = v.account)";
const VERSION_COLUMNS: usize = 12;

impl FromRow for TargetVersion {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            figure: row.get(1)?,
            baseline: row.get(2)?,
            firmness: row.get(3)?,
            hypotheses: row.get(4)?,
            risks: row.get(5)?,
            stated_in: row.get(6)?,
            statement: row.get(7)?,
            decided_on: row.get(8)?,
            reason: row.get(9)?,
            written_at: row.get(10)?,
            by: row.get(11)?,
        })
    }
}

impl FromRow for Target {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let at = |place: usize| VERSION_COLUMNS + place;
        let axis = match row.get(at(5))? {
            Some(id) => Some(HeadingName {
                id,
                kind: row.get(at(6))?,
                name_fr: row.get(at(7))?,
                name_en: row.get(at(8))?,
            }),
            None => None,
        };
        Ok(Self {
            now: TargetVersion::from_row(row)?,
            id: row.get(at(0))?,
            indicator: row.get(at(1))?,
            year: row.get(at(2))?,
            fictitious: row.get(at(3))?,
            withdrawn_at: row.get(at(4))?,
            axis,
        })
    }
}

/// Targets with the version in force, as far as they are of the organisation acted for.
fn select<'q>(actor: &Actor) -> Query<'q> {
    let query = Query::new("select ").push(VERSION).push(
        ", t.id, t.indicator, t.year, t.fictitious, t.withdrawn_at, h.id, h.kind, h.name_fr, h.name_en
          from target t join target_version v on v.target = t.id and v.number = t.version
          left join heading h on h.id = t.axis where t.owner = ",
    );
    query.push_value(actor.acting_for())
}

/// The targets of a year that were not withdrawn: of the whole first, then by axis.
pub fn of_year(reader: &Reader, actor: &Actor, year: i64) -> Result<Vec<Target>> {
    let query = select(actor).push(" and t.withdrawn_at is null and t.year = ").push_value(year);
    let query =
        query.push(" order by case when h.id is null then 0 else 1 end, h.position, h.id, t.id limit 500");
    let mut targets: Vec<Target> = query.all(reader)?;
    // Within an axis, in the order of the table of indicators.
    for of_axis in targets.chunk_by_mut(|one, next| one.axis == next.axis) {
        of_axis.sort_by_key(|target| Indicator::ALL.iter().position(|one| *one == target.indicator));
    }
    Ok(targets)
}

/// One target, withdrawn or not.
pub fn find(reader: &Reader, actor: &Actor, id: TargetId) -> Result<Option<Target>> {
    select(actor).push(" and t.id = ").push_value(id).maybe(reader)
}

/// Every version of a target, the latest first. For whoever reads the target: the caller has asked.
pub fn versions(reader: &Reader, id: TargetId) -> Result<Vec<TargetVersion>> {
    let query = Query::new("select ").push(VERSION).push(" from target_version v where v.target = ");
    query.push_value(id).push(" order by v.number desc limit 200").all(reader)
}

/// The years for which the organisation acted for has targets, the latest first.
pub fn years(reader: &Reader, actor: &Actor) -> Result<Vec<i64>> {
    Query::new("select distinct year from target where withdrawn_at is null and owner = ")
        .push_value(actor.acting_for())
        .push(" order by year desc limit 20")
        .all(reader)
}

fn fault(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// Sets a target of the organisation acted for.
pub fn add(tx: &Transaction, actor: &Actor, new: &NewTarget, fictitious: bool) -> Result<TargetId, Problem> {
    let owner = steered(actor)?;
    if let Some(axis) = new.axis {
        let own = headings(tx, actor)?.into_iter().any(|one| one.kind.is_axis() && one.id == axis);
        if !own {
            return Err(fault("axis", "error-choice"));
        }
    }
    let id: TargetId = tx.new_id();
    Query::new("insert into target (id, owner, indicator, year, axis, version, fictitious) values ($1, $2, $3, $4, $5, 1, $6)")
        .bind(id)
        .bind(owner)
        .bind(new.indicator)
        .bind(new.year)
        .bind(new.axis)
        .bind(fictitious)
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => fault("indicator", "error-target-known"),
            error => error.into(),
        })?;
    write(tx, actor, (id, 1), &new.first)?;
    let after = json!({"target": id, "indicator": new.indicator.key(), "year": new.year, "figure": new.first.figure.wording()});
    note(tx, actor, "target.set", (None, Some(after)), None)?;
    Ok(id)
}

/// The target, for whoever may change it.
fn changed(tx: &Transaction, actor: &Actor, id: TargetId) -> Result<Target, Problem> {
    let target = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    steered(actor)?;
    if target.withdrawn_at.is_some() {
        return Err(Problem::from(ProblemKind::Invalid).saying("target-withdrawn"));
    }
    Ok(target)
}

/// Replaces the version that the person read by another, with the reason.
pub fn revise(
    tx: &Transaction,
    actor: &Actor,
    id: TargetId,
    version: i64,
    new: &NewVersion,
) -> Result<i64, Problem> {
    let target = changed(tx, actor, id)?;
    if new.reason.is_none() {
        return Err(fault("reason", "error-target-reason"));
    }
    Query::new("update target set version = version + 1 where id = $1 and version = $2")
        .bind(id)
        .bind(version)
        .execute_one(tx)?;
    write(tx, actor, (id, version + 1), new)?;
    let told = |figure: Option<&str>| {
        Some(
            json!({"target": id, "indicator": target.indicator.key(), "year": target.year, "figure": figure}),
        )
    };
    let sides = (told(target.now.figure.wording()), told(new.figure.wording()));
    note(tx, actor, "target.revised", sides, new.reason.as_deref())?;
    Ok(version + 1)
}

/// Withdraws a target that should not have been set: it leaves the gauges, and its versions stay.
pub fn withdraw(tx: &Transaction, actor: &Actor, id: TargetId, reason: &str) -> Result<(), Problem> {
    let target = changed(tx, actor, id)?;
    if reason.is_empty() {
        return Err(fault("reason", "error-target-reason"));
    }
    Query::new("update target set withdrawn_at = $2 where id = $1 and withdrawn_at is null")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    let before = json!({"target": id, "indicator": target.indicator.key(), "year": target.year, "figure": target.now.figure.wording()});
    note(tx, actor, "target.withdrawn", (Some(before), None), Some(reason))
}

fn write(
    tx: &Transaction,
    actor: &Actor,
    (id, number): (TargetId, i64),
    new: &NewVersion,
) -> Result<(), Problem> {
    if let Some(code) = &new.statement {
        let stated = sources::statement(tx, code)?.ok_or_else(|| fault("statement", "error-statement"))?;
        // A target that says where it is stated says what is stated there.
        if stated.figure().is_none_or(|figure| !figure.means(&new.figure)) {
            return Err(fault("statement", "error-statement-other"));
        }
    }
    Query::new(
        "insert into target_version (target, number, figure, baseline, firmness, hypotheses, risks, stated_in, statement, decided_on, reason, account, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id)
    .bind(number)
    .bind(&new.figure)
    .bind(new.baseline.as_ref())
    .bind(new.firmness)
    .bind(new.hypotheses.as_deref())
    .bind(new.risks.as_deref())
    .bind(new.stated_in.as_deref())
    .bind(new.statement.as_deref())
    .bind(new.decided_on.as_ref())
    .bind(new.reason.as_deref())
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    Ok(())
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    (before, after): (Option<Json>, Option<Json>),
    reason: Option<&str>,
) -> Result<(), Problem> {
    journal::append(tx, actor, Entry { verb, kind: "target", record: None, before, after, reason })?;
    Ok(())
}
