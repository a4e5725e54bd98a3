//! What a person owes on projects today, and how fast first answers were.

use jiff::Timestamp;
use platform::access::{Actor, Level, RecordId};
use platform::database::{FromRow, Query, Reader, Result};

use super::super::fields::Field;
use super::super::model::ProjectId;
use super::super::stages::Stage;

/// A project on which a person owes something.
#[derive(Clone, Debug, FromRow)]
pub struct Duty {
    /// The project.
    pub id: ProjectId,
    /// Its code name.
    pub code_name: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_entered_at: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether somebody is noted as met.
    pub met: bool,
    /// Whether this person is its second reader rather than its referent.
    pub second: bool,
    /// Whether this person verifies its win.
    pub verifier: bool,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// The projects that a person answers for or must read again, those that waited longest first.
pub fn mine(reader: &Reader, actor: &Actor, limit: i64) -> Result<Vec<Duty>> {
    let account = actor.account().map(|account| account.to_string());
    let query = Query::new("select p.id as id, p.code_name as code_name, p.stage as stage, p.stage_entered_at as stage_entered_at, r.created_at as opened_at,
            p.contact_person is not null as met, p.")
        .push(Field::SecondReader.key())
        .push(" is not null and p.second_reader = ")
        .push_value(account.clone())
        .push(" as second, p.verifier is not null and p.verifier = ")
        .push_value(account.clone())
        .push(" as verifier, p.fictitious as fictitious from project p join record r on r.id = p.id where p.stage <= 6 and p.status in ('ongoing', 'delayed') and (p.referent = ")
        .push_value(account.clone())
        .push(" or (p.stage = 1 and p.second_reader = ")
        .push_value(account.clone())
        .push(") or (p.stage = 6 and p.verifier = ")
        .push_value(account)
        .push(")) and ");
    actor
        .sees_row(query, "p", Level::Read)
        .push(" order by p.stage_entered_at, p.id limit ")
        .push_value(limit)
        .all(reader)
}

/// When each lead to which a person made the first contact was opened, and when he made it, over a period: whoever answers for
/// the project later answered nothing.
pub fn first_responses(
    reader: &Reader,
    actor: &Actor,
    since: Timestamp,
) -> Result<Vec<(Timestamp, Timestamp)>> {
    let account = actor.account().map(|account| account.to_string());
    let query = Query::new(
        "select s.at, c.at from stage_move c join stage_move s on s.project = c.project and s.from_stage is null join project p on p.id = c.project
         where c.from_stage = 0 and c.to_stage = 1 and c.at >= ",
    );
    let query = query.push_value(since).push(" and c.account = ").push_value(account).push(" and ");
    actor.sees_row(query, "p", Level::Read).push(" limit 1000").all(reader)
}

/// At most this many: nobody answers for more.
const NAMED: i64 = 1000;

/// The projects that name the actor, whatever became of them: those that he follows.
pub fn naming(reader: &Reader, actor: &Actor) -> Result<Vec<RecordId>> {
    let account = actor.account().map(|account| account.to_string());
    let query = Query::new("select p.id from (select x.id from project x where x.referent = ");
    let query =
        query.push_value(account.clone()).push(" union select x.id from project x where x.second_reader = ");
    let query =
        query.push_value(account.clone()).push(" union select x.id from project x where x.verifier = ");
    let query = query
        .push_value(account.clone())
        .push(" union select c.project from project_contributor c where c.ended_at is null and c.account = ")
        .push_value(account)
        .push(") n cross join project p where p.id = n.id and ");
    let query = actor.sees_row(query, "p", Level::Read);
    query.push(" order by p.updated_at desc, p.id limit ").push_value(NAMED).all(reader)
}
