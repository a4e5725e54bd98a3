//! Restatements, proposed, decided and read.

use jiff::Timestamp;
use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::i18n::Language;
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::super::PROJECT;
use super::super::super::fields::{Field, Input};
use super::super::super::levels::Reach;
use super::super::super::model::{Project, ProjectId};
use super::super::super::rules::{Hand, may_enter};
use super::super::super::stages::Mover;
use super::super::super::status::Status;
use super::super::super::storage::describing::describe;
use super::super::super::storage::history::history;
use super::super::super::storage::read::find;
use super::super::super::storage::write::{checked, editable, manages, touch, whole, write};
use super::super::restatement::{Outcome, Refusal, STATUSES, Subject, reason};

/// A restatement, decided or not.
#[derive(Clone, Debug, FromRow)]
pub struct Restatement {
    /// Its identifier.
    pub id: String,
    /// The key of what it bears on.
    pub field: String,
    /// The text that stood.
    pub text_before: Option<String>,
    /// The text proposed.
    pub text_after: Option<String>,
    /// The language in which it is stated.
    pub language: String,
    /// Why.
    pub reason: String,
    /// The account that proposed it.
    pub proposed_by: Option<String>,
    /// That person's name.
    pub proposer: Option<String>,
    /// When.
    pub proposed_at: Timestamp,
    /// What became of it; none while it is awaited.
    pub outcome: Option<Outcome>,
    /// Who decided.
    pub decider: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

const COLUMNS: &str = "select s.id as id, s.field as field, s.text_before as text_before, s.text_after as text_after, s.language as language, s.reason as reason,
    s.proposed_by as proposed_by, (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = s.proposed_by) as proposer,
    s.proposed_at as proposed_at, s.outcome as outcome,
    (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = s.decided_by) as decider,
    s.decided_at as decided_at from project_restatement s where ";

/// The project and its restatements, the latest first, for whoever reads it.
pub fn of_project(
    reader: &Reader,
    actor: &Actor,
    id: ProjectId,
) -> Result<Option<(Project, Level, Vec<Restatement>)>> {
    let Some((project, level)) = find(reader, actor, id)? else { return Ok(None) };
    if level < Level::Read {
        return Ok(Some((project, level, Vec::new())));
    }
    let query = Query::new(COLUMNS).push("s.project = ").push_value(id).push(" order by s.id desc limit 200");
    let mut lines: Vec<Restatement> = query.all(reader)?;
    // What one does not see of the project, one does not see restated.
    let seen = |key: &str| Field::from_key(key).is_none_or(|field| project.levels.show(field, level));
    lines.retain(|line| seen(&line.field));
    Ok(Some((project, level, lines)))
}

fn refused<T>(refusal: Refusal) -> Result<T, Problem> {
    Err(Problem::from(ProblemKind::Invalid).saying(refusal.message()))
}

/// The text of a subject now.
fn current(project: &Project, subject: Subject) -> Option<String> {
    match subject {
        Subject::Field(field) => project.facts.get(field).map(str::to_owned),
        Subject::Status => Some(project.standing.status.key().to_owned()),
    }
}

/// Proposes another text for a frozen field, read as any change is.
pub fn propose(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    (subject, text): (Subject, &str),
    why: &str,
    language: Language,
) -> Result<String, Problem> {
    let (project, level) = editable(tx, actor, id)?;
    if project.verified_at.is_none() {
        return refused(Refusal::NotFrozen);
    }
    let why = reason(why).or_else(refused)?;
    let reach = Reach { level, levels: &project.levels };
    let after = match subject {
        Subject::Field(field) => {
            let parsed = checked(tx, actor, &vec![(field, Some(text.to_owned()))], reach, language)?;
            whole(&project, &parsed)?;
            parsed.first().and_then(|(_, value)| value.text())
        }
        Subject::Status => {
            let known = Status::from_key(text).filter(|status| STATUSES.contains(status));
            let Some(status) = known else {
                let mut faults = Faults::default();
                faults.add("status", "error-choice");
                return Err(faults.into());
            };
            Some(status.key().to_owned())
        }
    };
    let before = current(&project, subject);
    if before == after {
        return refused(Refusal::Same);
    }
    if pending(tx, id, subject)? {
        return refused(Refusal::Pending);
    }
    touch(tx, actor, id, project.version, false)?;
    let restatement = tx.new_id::<platform::Uuid>().to_string();
    Query::new(
        "insert into project_restatement (id, project, field, text_before, text_after, language, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&restatement)
    .bind(id)
    .bind(subject.key())
    .bind(before)
    .bind(after)
    .bind(language.code())
    .bind(&why)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    describe(tx, id)?;
    note(tx, actor, id, "restatement.proposed", subject, Some(&why))?;
    Ok(restatement)
}

fn pending(reader: &Reader, id: ProjectId, subject: Subject) -> Result<bool> {
    let found: i64 = Query::new(
        "select count(*) from project_restatement where project = $1 and field = $2 and outcome is null",
    )
    .bind(id)
    .bind(subject.key())
    .one(reader)?;
    Ok(found > 0)
}

/// The journal names the field; its texts stand in the restatement, of which a person's name can be erased.
fn note(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    verb: &'static str,
    subject: Subject,
    reason: Option<&str>,
) -> Result<(), Problem> {
    let after = Some(json!({"field": subject.key()}));
    let entry =
        Entry { verb, kind: PROJECT.name, record: Some(id.record()), after, reason, ..Entry::default() };
    journal::append(tx, actor, entry)?;
    Ok(())
}

/// Accepts or refuses a restatement: its project's verifier, or a manager of the organisation that opened it, who did not
/// propose it.
pub fn decide(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    restatement: &str,
    outcome: Outcome,
) -> Result<(), Problem> {
    let (project, level) = editable(tx, actor, id)?;
    let query =
        Query::new(COLUMNS).push("s.project = ").push_value(id).push(" and s.id = ").push_value(restatement);
    let held: Restatement = query.maybe(tx)?.ok_or(ProblemKind::NotFound)?;
    let account = actor.account().map(|account| account.to_string());
    if held.outcome.is_some() {
        return refused(Refusal::Decided);
    }
    if held.proposed_by == account || !may_decide(tx, actor, &project)? {
        return refused(Refusal::OwnProposal);
    }
    touch(tx, actor, id, project.version, true)?;
    Query::new("update project_restatement set outcome = $2, decided_by = $3, decided_at = $4 where id = $1 and outcome is null")
        .bind(restatement)
        .bind(outcome)
        .bind(account)
        .bind(actor.at)
        .execute_one(tx)?;
    let subject = Subject::from_key(&held.field).ok_or(ProblemKind::Internal)?;
    if let Subject::Field(field) = subject
        && !project.levels.show(field, level)
    {
        return Err(ProblemKind::NotFound.into());
    }
    if outcome == Outcome::Accepted {
        apply(tx, actor, (&project, level), subject, &held)?;
    }
    let verb = if outcome == Outcome::Accepted { "project.restated" } else { "restatement.refused" };
    note(tx, actor, id, verb, subject, Some(&held.reason))
}

fn apply(
    tx: &Transaction,
    actor: &Actor,
    (project, level): (&Project, Level),
    subject: Subject,
    held: &Restatement,
) -> Result<(), Problem> {
    let text = held.text_after.as_deref();
    let language = Language::from_code(&held.language).ok_or(ProblemKind::Internal)?;
    match subject {
        Subject::Field(field) => {
            let changes = vec![(field, text.map(str::to_owned))];
            // A company or a colleague is checked by who proposed: the decider may not see it.
            let names = matches!(field.rule().input, Input::Company | Input::Colleague);
            let parsed = if names {
                super::super::super::parsing::parse(
                    &changes,
                    language,
                    actor.at.to_zoned(jiff::tz::TimeZone::UTC).date(),
                )?
            } else {
                checked(tx, actor, &changes, Reach { level, levels: &project.levels }, language)?
            };
            whole(project, &parsed)?;
            write(tx, project.id, &parsed)?;
            if field == Field::Company {
                platform::access::withdraw(tx, &crate::directory::ORGANISATION, project.id.record(), None)?;
            }
            describe(tx, project.id)?;
        }
        Subject::Status => Query::new("update project set status = $2, status_since = $3 where id = $1")
            .bind(project.id)
            .bind(text)
            .bind(actor.at)
            .execute_one(tx)?,
    }
    Ok(())
}

/// Whether somebody may decide on restatements of a project, those that others proposed.
pub fn may_decide(reader: &Reader, actor: &Actor, project: &Project) -> Result<bool> {
    let account = actor.account().map(|account| account.to_string()).unwrap_or_default();
    let history = history(reader, project.id)?;
    let hand = Hand { account: &account, manager: manages(actor, project), declared: history.declared() };
    Ok(hand.manager || may_enter(Mover::Verifier, &project.facts, hand))
}
