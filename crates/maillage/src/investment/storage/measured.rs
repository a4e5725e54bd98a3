//! What an organisation's projects came to and when, for its gauges. Of its own projects only, as far as the actor sees them:
//! the figures of those that he does not read stay in the database.

use jiff::Timestamp;
use jiff::civil::Date;
use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result};
use platform::figures::Figure;

use super::super::fields::Group;
use super::super::model::ProjectId;
use super::super::stages::Stage;
use super::super::status::Status;
use crate::plan::HeadingId;

/// A project whose company decided: announced, or verified.
#[derive(Clone, Debug, FromRow)]
pub struct Decided {
    /// The project.
    pub id: ProjectId,
    /// Its reference.
    pub reference: String,
    /// Its code name.
    pub code_name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Whether the win is verified.
    pub verified: bool,
    /// Whether the actor reads it; of others, he knows that they are there, and nothing below.
    pub read: bool,
    /// The axis that it is counted under.
    pub axis: Option<HeadingId>,
    /// What is done: a creation, a transfer.
    pub operation: Option<String>,
    /// The first day on which the company may have decided.
    pub decided_earliest: Option<Date>,
    /// The last one.
    pub decided_latest: Date,
    /// Jobs announced at three years.
    pub jobs: Option<Figure>,
    /// Jobs that would have been lost.
    pub safeguarded_jobs: Option<Figure>,
    /// Contracts with a temporary work agency.
    pub agency_jobs: Option<Figure>,
    /// Investment.
    pub value: Option<Figure>,
    /// Who says that amount.
    pub value_basis: Option<String>,
}

/// The groups of the fields that gauges and the forecast look at: a project of which one was raised counts for those who see
/// it.
const COUNTED: [Group; 4] = [Group::Identity, Group::Operation, Group::Value, Group::Decision];

/// The projects of the organisation acted for whose company decided, or may have decided, between two days. One that was
/// given up since is none.
pub fn decided(reader: &Reader, actor: &Actor, from: Date, to: Date) -> Result<Vec<Decided>> {
    let inner = Query::new(
        "select p.id as id, p.reference as reference, p.code_name as code_name, p.fictitious as fictitious, p.verified_at as verified_at,
            p.axis as axis, p.operation as operation, p.decided_on_earliest as earliest, p.decided_on_latest as latest,
            p.jobs_figure as jobs, p.safeguarded_jobs_figure as safeguarded, p.agency_jobs_figure as agency, p.value_figure as value,
            p.value_basis as basis, coalesce(p.level_identity, 2) as identity_from, coalesce(p.level_operation, 2) as operation_from,
            coalesce(p.level_value, 2) as value_from, coalesce(p.level_decision, 2) as decision_from, ",
    );
    let inner = actor
        .joined(inner.push("n.level as level from project p"), "p", Level::Card)
        .push(" where p.owner = ");
    // From the decision on, in so many words: an index of just these is read only when the text says so.
    debug_assert!(Stage::DECISION == Stage(6), "the text below says its number");
    let inner = inner.push_value(actor.acting_for()).push(" and p.stage >= 6");
    let inner = open(inner).push(" and p.decided_on_latest >= ").push_value(from);
    let inner = inner.push(" and (p.decided_on_earliest is null or p.decided_on_earliest <= ").push_value(to);
    let query = Query::new(
        "select x.id as id, x.reference as reference, x.code_name as code_name, x.fictitious as fictitious,
            x.verified_at is not null as verified, x.shown = 1 as read, case when x.shown = 1 then x.axis end as axis,
            case when x.shown = 1 then x.operation end as operation, x.earliest as decided_earliest, x.latest as decided_latest,
            case when x.shown = 1 then x.jobs end as jobs, case when x.shown = 1 then x.safeguarded end as safeguarded_jobs,
            case when x.shown = 1 then x.agency end as agency_jobs, case when x.shown = 1 then x.value end as value,
            case when x.shown = 1 then x.basis end as value_basis from (select y.*, case when y.level >= 2 and y.level >= y.identity_from
                and y.level >= y.operation_from and y.level >= y.value_from and y.level >= y.decision_from then 1 else 0 end as shown from (",
    );
    query.append(inner.push(")")).push(") y) x order by x.latest, x.reference").all(reader)
}

/// Those that were not lost or given up.
fn open(mut query: Query<'_>) -> Query<'_> {
    let mut separator = " and p.status in (";
    for status in Status::ALL.iter().filter(|status| !status.closed()) {
        query = query.push(separator).push_value(*status);
        separator = ", ";
    }
    query.push(")")
}

/// How a project went, stage by stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The project.
    pub id: ProjectId,
    /// Its reference.
    pub reference: String,
    /// Its code name.
    pub code_name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The axis that it is counted under.
    pub axis: Option<HeadingId>,
    /// The stages that it entered and when, oldest first.
    pub moves: Vec<(Stage, Timestamp)>,
    /// When it was lost or given up, if it was.
    pub closed: Option<Timestamp>,
    /// When its win was verified, if it was and still stands.
    pub verified: Option<Timestamp>,
    /// The last day on which the company may have decided.
    pub decided: Option<Date>,
    /// Jobs at three years: at least, and at most.
    pub jobs: Option<(i64, Option<i64>)>,
}

#[derive(FromRow)]
struct Line {
    id: ProjectId,
    reference: String,
    code_name: String,
    fictitious: bool,
    axis: Option<HeadingId>,
    status: Status,
    status_since: Option<Timestamp>,
    verified_at: Option<Timestamp>,
    decided: Option<Date>,
    low: Option<i64>,
    high: Option<i64>,
}

/// The courses of the projects of the organisation acted for that the actor reads, and that were opened since a moment.
pub fn courses(reader: &Reader, actor: &Actor, since: Timestamp) -> Result<Vec<Course>> {
    let mut moves = moves(reader, actor)?.into_iter().peekable();
    // What `project__measured` holds: reading anything else would read the rows.
    let query = Query::new(
        "select p.id as id, p.reference as reference, p.code_name as code_name, p.fictitious as fictitious, p.axis as axis, p.status as status, p.status_since as status_since,
            p.verified_at as verified_at, p.decided_on_latest as decided, p.jobs_low as low, p.jobs_high as high
         from project p",
    );
    let query =
        actor.joined(query, "p", Level::Read).push(" where p.owner = ").push_value(actor.acting_for());
    let query = COUNTED.iter().map(|group| group.level_column()).fold(query, |query, raised| {
        query.push(" and (").push(raised).push(" is null or n.level >= ").push(raised).push(")")
    });
    let lines: Vec<Line> = query.push(" order by p.id").all(reader)?;
    let course = |line: Line| {
        // Both come in the order of the projects.
        while moves.next_if(|(project, _)| *project < line.id).is_some() {}
        let (_, moves) = moves.next_if(|(project, _)| *project == line.id)?;
        let closed = line.status.closed();
        Some(Course {
            id: line.id,
            reference: line.reference,
            code_name: line.code_name,
            fictitious: line.fictitious,
            axis: line.axis,
            moves,
            closed: line.status_since.filter(|_| closed),
            verified: line.verified_at.filter(|_| !closed),
            decided: line.decided,
            jobs: line.low.map(|low| (low, line.high)),
        })
    };
    let opened_since = |course: &Course| course.moves.first().is_some_and(|(_, at)| *at >= since);
    Ok(lines.into_iter().filter_map(course).filter(opened_since).collect())
}

/// The stages that a project entered and when, oldest first.
type Moves = Vec<(Stage, Timestamp)>;

/// Those of the projects of the organisation acted for that the actor reads, in the order of the projects.
fn moves(reader: &Reader, actor: &Actor) -> Result<Vec<(ProjectId, Moves)>> {
    let query = Query::new(
        "select m.project, m.to_stage, m.at from project p join stage_move m on m.project = p.id where p.owner = ",
    );
    let query = actor.sees_rows(query.push_value(actor.acting_for()).push(" and "), "p", Level::Read);
    let mut all: Vec<(ProjectId, Moves)> = Vec::new();
    query.push(" order by p.id, m.at, m.id").each(reader, |row| {
        let (project, entered) = (row.get(0)?, (row.get(1)?, row.get(2)?));
        match all.last_mut() {
            Some((last, moves)) if *last == project => moves.push(entered),
            _ => all.push((project, vec![entered])),
        }
        Ok(())
    })?;
    Ok(all)
}
