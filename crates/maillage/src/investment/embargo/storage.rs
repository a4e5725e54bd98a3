//! Embargoes planned, given up, and ended by the clock.

use platform::access::{self, Actor, Level, NewGrant, Validity, Visibility};
use platform::database::{Database, Query, Reader, Result, Transaction};
use platform::jobs::{self, Job};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::super::PROJECT;
use super::super::model::{Project, ProjectId};
use super::super::storage::read::find;
use super::super::storage::sharing::shareable;
use super::super::storage::write::touch;
use super::model::{Embargo, Opened, State};
use crate::directory::circles::audience_name;

/// The job that ends an embargo.
pub const RELEASE: &str = "project.release";

const COLUMNS: &str = "select e.id as id, e.at as at, e.zone as zone, e.network as network, e.principal as principal, (select k.name from principal k where k.id = e.principal) as principal_name,
    e.level as level, e.reason as reason, e.state as state, e.ended_at as ended_at from project_embargo e where ";

/// The project and its embargoes, the latest first, for whoever manages it; the one that waits, for whoever reads it.
pub fn of_project(
    reader: &Reader,
    actor: &Actor,
    id: ProjectId,
) -> Result<Option<(Project, Level, Vec<Embargo>)>> {
    let Some((project, level)) = find(reader, actor, id)? else { return Ok(None) };
    let query = Query::new(COLUMNS).push("e.project = ").push_value(id);
    let query = if level >= Level::Manage { query } else { query.push(" and e.state = 'planned'") };
    let found = if level < Level::Read {
        Vec::new()
    } else {
        query.push(" order by e.id desc limit 50").all(reader)?
    };
    Ok(Some((project, level, found)))
}

fn planned(reader: &Reader, id: ProjectId) -> Result<Option<Embargo>> {
    Query::new(COLUMNS).push("e.state = 'planned' and e.project = ").push_value(id).maybe(reader)
}

/// Plans an embargo, in the place of the one that waits if there is one. A project that is over is announced to nobody.
pub fn plan(tx: &Transaction, actor: &Actor, id: ProjectId, opened: &Opened) -> Result<String, Problem> {
    let project = shareable(tx, actor, id)?;
    if project.standing.status.closed() {
        let refused = Problem::from(ProblemKind::Invalid).saying("embargo-over");
        return Err(refused.back_to(format!("/projects/{id}")));
    }
    if let Some((to, _)) = opened.to
        && audience_name(tx, actor, to)?.is_none()
    {
        let mut faults = Faults::default();
        faults.add("embargo_organisation", "error-choice");
        return Err(faults.into());
    }
    touch(tx, actor, id, project.version, false)?;
    let former = planned(tx, id)?;
    if let Some(former) = &former {
        end(tx, actor, &former.id, State::Cancelled)?;
    }
    let embargo = tx.new_id::<platform::Uuid>().to_string();
    Query::new(
        "insert into project_embargo (id, project, at, zone, network, principal, level, reason, state, planned_by, planned_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9, $10)",
    )
    .bind(&embargo)
    .bind(id)
    .bind(opened.at)
    .bind(&opened.zone)
    .bind(opened.network)
    .bind(opened.to.map(|(principal, _)| principal))
    .bind(opened.to.map(|(_, level)| level))
    .bind(&opened.reason)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    jobs::enqueue_once(
        tx,
        RELEASE,
        &json!({"embargo": embargo}),
        &format!("{RELEASE}:{embargo}"),
        opened.at,
    )?;
    let made = planned(tx, id)?.ok_or(ProblemKind::Internal)?;
    note(
        tx,
        actor,
        id,
        "embargo.planned",
        former.as_ref().map(told),
        Some(told(&made)),
        Some(&opened.reason),
    )?;
    Ok(embargo)
}

/// Gives up the embargo that waits: nothing is shown at its hour.
pub fn cancel(tx: &Transaction, actor: &Actor, id: ProjectId) -> Result<(), Problem> {
    let project = shareable(tx, actor, id)?;
    let Some(waiting) = planned(tx, id)? else {
        let none = Problem::from(ProblemKind::Invalid).saying("embargo-none-waits");
        return Err(none.back_to(format!("/projects/{id}/embargo")));
    };
    touch(tx, actor, id, project.version, false)?;
    end(tx, actor, &waiting.id, State::Cancelled)?;
    note(tx, actor, id, "embargo.cancelled", Some(told(&waiting)), None, None)
}

fn end(tx: &Transaction, actor: &Actor, embargo: &str, state: State) -> Result<()> {
    Query::new("update project_embargo set state = $2, ended_at = $3 where id = $1 and state = 'planned'")
        .bind(embargo)
        .bind(state)
        .bind(actor.at)
        .execute_one(tx)
}

/// What the journal says of an embargo.
fn told(embargo: &Embargo) -> Json {
    json!({"at": embargo.at, "zone": embargo.zone, "network": embargo.network, "with": embargo.principal_name, "level": embargo.level.map(Level::key)})
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    verb: &'static str,
    before: Option<Json>,
    after: Option<Json>,
    reason: Option<&str>,
) -> Result<(), Problem> {
    let entry = Entry { verb, kind: PROJECT.name, record: Some(id.record()), before, after, reason };
    journal::append(tx, actor, entry)?;
    Ok(())
}

/// Ends the embargo of a job, if it still waits and its hour came: late or twice, it is ended once.
pub async fn release(database: Database, job: Job) -> Result<(), String> {
    let said: Json = serde_json::from_str(&job.payload).map_err(|error| error.to_string())?;
    let embargo = said.get("embargo").and_then(Json::as_str).unwrap_or_default().to_owned();
    let outcome = database.write(move |tx| open(tx, &embargo)).await;
    outcome.map_err(|problem: Problem| format!("{problem:?}"))
}

fn open(tx: &Transaction, embargo: &str) -> Result<(), Problem> {
    let actor = Actor::system(tx.ids().clock().now());
    let waiting: Option<Embargo> =
        Query::new(COLUMNS).push("e.state = 'planned' and e.id = ").push_value(embargo).maybe(tx)?;
    let Some(waiting) = waiting.filter(|waiting| waiting.at <= actor.at) else { return Ok(()) };
    let id: ProjectId =
        Query::new("select project from project_embargo where id = $1").bind(embargo).one(tx)?;
    let (project, _) = find(tx, &actor, id)?.ok_or(ProblemKind::NotFound)?;
    let over = project.standing.status.closed();
    end(tx, &actor, embargo, if over { State::Withheld } else { State::Released })?;
    if over {
        return note(tx, &actor, id, "embargo.withheld", None, Some(told(&waiting)), None);
    }
    if waiting.network && project.visibility != Visibility::Network {
        access::show_to(tx, &PROJECT, id.record(), Visibility::Network)?;
    }
    if let Some((to, level)) = waiting.principal.zip(waiting.level) {
        let held = access::grants(tx, id.record())?;
        let more = held.iter().any(|grant| {
            grant.principal == to
                && grant.level >= level
                && grant.valid_from.is_none()
                && grant.valid_until.is_none()
        });
        if !more {
            let given =
                NewGrant { to, level, reason: &waiting.reason, validity: Validity::ALWAYS, because: None };
            access::grant(tx, &actor, &PROJECT, id.record(), &given)?;
        }
    }
    touch(tx, &actor, id, project.version, true)?;
    note(tx, &actor, id, "embargo.released", None, Some(told(&waiting)), Some(&waiting.reason))
}
