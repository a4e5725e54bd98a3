//! The SQL of portfolio reviews. They are those of the organisation acted for; what is said of a project is heard by those
//! who read the project.

use jiff::Timestamp;
use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::tidy;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::PROJECT;
use super::super::lists::filter::{Filter, Origin, Sort, Statuses};
use super::super::lists::{Row as ListRow, list};
use super::super::model::ProjectId;
use super::super::stages::Stage;
use super::super::status::Status;
use super::super::storage::describing::describe;
use super::super::storage::read::find;
use super::rules::stalest_first;
use super::{Change, Done, HEARD, Held, Line, Review, ReviewId, Verdict};
use crate::frame::rights::RUN_PROJECTS;

/// Shown at once of what is left: more than a meeting goes through. The next ones come as these are spoken of.
const MOST: usize = 300;
/// The longest thing said of one project.
pub const LONGEST_NOTE: usize = 500;

#[derive(FromRow)]
struct Row {
    id: ReviewId,
    opened_at: Timestamp,
    opened_by: String,
    closed_at: Option<Timestamp>,
}

impl From<Row> for Review {
    fn from(row: Row) -> Self {
        let Row { id, opened_at, opened_by, closed_at } = row;
        Self { id, opened_at, opened_by, closed_at }
    }
}

fn own<'q>(actor: &Actor) -> Query<'q> {
    Query::new(
        "select v.id as id, v.opened_at as opened_at, x.given_name || ' ' || x.family_name as opened_by, v.closed_at as closed_at
         from portfolio_review v join account a on a.id = v.opened_by join person x on x.id = a.person where v.owner = ",
    )
    .push_value(actor.acting_for())
}

/// The reviews of the organisation acted for, the latest first, a hundred at most.
pub fn reviews(reader: &Reader, actor: &Actor) -> Result<Vec<Review>> {
    let rows: Vec<Row> = own(actor).push(" order by v.opened_at desc, v.id desc limit 100").all(reader)?;
    Ok(rows.into_iter().map(Review::from).collect())
}

/// A review of the organisation acted for.
pub fn review(reader: &Reader, actor: &Actor, id: ReviewId) -> Result<Option<Review>> {
    let row: Option<Row> = own(actor).push(" and v.id = ").push_value(id).maybe(reader)?;
    Ok(row.map(Review::from))
}

/// A review with what the actor may hear of it.
pub fn held(reader: &Reader, actor: &Actor, id: ReviewId) -> Result<Held, Problem> {
    let review = review(reader, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let lines = lines(reader, actor, id)?;
    let changes = changes(reader, actor, &review)?;
    let mut left = if review.closed_at.is_none() { left(reader, actor, &lines)? } else { Vec::new() };
    let more = left.len() > MOST;
    left.truncate(MOST);
    Ok(Held { review, lines, changes, left, more })
}

#[derive(FromRow)]
struct LineRow {
    project: ProjectId,
    name: String,
    reference: String,
    referent: Option<String>,
    verdict: Verdict,
    note: Option<String>,
    stage: Stage,
    status: Status,
    at: Timestamp,
}

fn lines(reader: &Reader, actor: &Actor, id: ReviewId) -> Result<Vec<Line>> {
    let query = Query::new(
        "select l.project as project, p.code_name as name, p.reference as reference,
            (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = p.referent) as referent,
            l.verdict as verdict, l.note as note, l.stage as stage, l.status as status, l.at as at
         from portfolio_review_line l join project p on p.id = l.project where l.review = ",
    );
    let query = actor.sees(query.push_value(id).push(" and "), "l.project", HEARD);
    let rows: Vec<LineRow> = query.push(" order by l.at, l.id").all(reader)?;
    let line = |row: LineRow| {
        let LineRow { project, name, reference, referent, verdict, note, stage, status, at } = row;
        Line { project, name, reference, referent, verdict, note, stage, status, at }
    };
    Ok(rows.into_iter().map(line).collect())
}

#[derive(FromRow)]
struct ChangeRow {
    project: ProjectId,
    name: String,
    stage: Option<Stage>,
    status: Option<Status>,
    at: Timestamp,
}

/// What was done to the organisation's projects between the opening of a review and its end.
fn changes(reader: &Reader, actor: &Actor, review: &Review) -> Result<Vec<Change>> {
    let until = review.closed_at.unwrap_or(actor.at);
    let query = Query::new(
        "select x.project as project, p.code_name as name, x.stage as stage, x.status as status, x.at as at from (
            select m.project as project, m.to_stage as stage, cast(null as text) as status, m.at as at from stage_move m where m.from_stage is not null and m.at between $1 and $2
            union all select c.project, cast(null as bigint), c.to_status, c.at from project_status_change c where c.at between $1 and $2
         ) x join project p on p.id = x.project where p.owner = $3 and ",
    )
    .bind(review.opened_at)
    .bind(until)
    .bind(actor.acting_for());
    let query = actor.sees(query, "x.project", HEARD);
    let rows: Vec<ChangeRow> = query.push(" order by x.at, x.project limit 300").all(reader)?;
    let change = |row: ChangeRow| {
        let done = row.stage.map(Done::Stage).or(row.status.map(Done::Status))?;
        Some(Change { project: row.project, name: row.name, done, at: row.at })
    };
    Ok(rows.into_iter().filter_map(change).collect())
}

/// The organisation's projects that go on and of which nothing was said yet, the stalest first.
fn left(reader: &Reader, actor: &Actor, said: &[Line]) -> Result<Vec<ListRow>> {
    let filter = Filter {
        origin: Some(Origin::Own),
        statuses: Statuses::Only(vec![Status::Ongoing, Status::Delayed]),
        stages: (0..Stage::WON.0).map(Stage).collect(),
        sort: Sort::Waiting,
        ..Filter::default()
    };
    let asked = i64::try_from(said.len() + MOST + 1).unwrap_or(i64::MAX);
    let mut rows = list(reader, actor, &filter, None, asked)?;
    rows.retain(|row| row.level >= HEARD && said.iter().all(|line| line.project != row.id));
    stalest_first(&mut rows, actor.at);
    Ok(rows)
}

/// Opens a review, or finds the one that the same person left open today.
pub fn open(tx: &Transaction, actor: &Actor) -> Result<ReviewId, Problem> {
    let (owner, account) = match (actor.acting_for(), actor.account()) {
        (Some(owner), Some(account)) if actor.may(RUN_PROJECTS) => (owner, account.to_string()),
        _ => return Err(ProblemKind::Forbidden.into()),
    };
    let under_way: Option<ReviewId> = Query::new(
        "select id from portfolio_review where owner = $1 and opened_by = $2 and closed_at is null order by opened_at desc limit 1",
    )
    .bind(owner)
    .bind(&account)
    .maybe(tx)?;
    if let Some(id) = under_way {
        return Ok(id);
    }
    let id: ReviewId = tx.new_id();
    Query::new("insert into portfolio_review (id, owner, opened_at, opened_by) values ($1, $2, $3, $4)")
        .bind(id)
        .bind(owner)
        .bind(actor.at)
        .bind(&account)
        .execute_one(tx)?;
    note(tx, actor, "review.opened", id)?;
    Ok(id)
}

fn note(tx: &Transaction, actor: &Actor, verb: &'static str, id: ReviewId) -> Result<()> {
    let after = Some(json!({"review": id.to_string()}));
    journal::append(tx, actor, Entry { verb, kind: "portfolio-review", after, ..Entry::default() })?;
    Ok(())
}

/// The review, for whoever may speak in it: it is under way.
fn speaking(tx: &Transaction, actor: &Actor, id: ReviewId) -> Result<Review, Problem> {
    let review = review(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    if !actor.may(RUN_PROJECTS) {
        return Err(ProblemKind::Forbidden.into());
    }
    if review.closed_at.is_some() {
        let problem = Problem::from(ProblemKind::Invalid).saying("review-closed");
        return Err(problem.back_to(format!("/reviews/{id}")));
    }
    Ok(review)
}

fn short(text: &str) -> Result<Option<String>, Faults> {
    let text = tidy(text);
    let mut faults = Faults::default();
    faults.longer(&[("remark", &text, LONGEST_NOTE)]);
    faults.or(Some(text).filter(|text| !text.is_empty()))
}

/// Says one word of a project; said again, it takes the place of what was said.
pub fn say(
    tx: &Transaction,
    actor: &Actor,
    id: ReviewId,
    project: ProjectId,
    verdict: Verdict,
    said: &str,
) -> Result<(), Problem> {
    speaking(tx, actor, id)?;
    let found = find(tx, actor, project)?
        .filter(|(found, level)| *level >= Level::Edit && Some(found.owner) == actor.acting_for());
    let (found, _) = found.ok_or(ProblemKind::NotFound)?;
    let said = short(said)?;
    Query::new(
        "insert into portfolio_review_line (id, review, project, verdict, note, stage, status, at, account)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (review, project) do update set verdict = excluded.verdict, note = excluded.note, stage = excluded.stage,
            status = excluded.status, at = excluded.at, account = excluded.account",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(id)
    .bind(project)
    .bind(verdict)
    .bind(said.as_deref())
    .bind(found.stage)
    .bind(found.standing.status)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .execute_one(tx)?;
    let entry = Entry {
        verb: "project.reviewed",
        kind: PROJECT.name,
        record: Some(project.record()),
        after: Some(json!({"verdict": verdict.key()})),
        reason: said.as_deref(),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    describe(tx, project)?;
    Ok(())
}

/// Ends a review: its minutes are written.
pub fn close(tx: &Transaction, actor: &Actor, id: ReviewId) -> Result<(), Problem> {
    speaking(tx, actor, id)?;
    Query::new("update portfolio_review set closed_at = $2 where id = $1")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    note(tx, actor, "review.closed", id)?;
    Ok(())
}
