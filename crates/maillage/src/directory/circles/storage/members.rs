//! Who is in a circle: invited, asking, in, out; each with its dates.

use jiff::Timestamp;
use platform::access::{self, Actor, Level, NewGrant, PrincipalId, Validity};
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::super::model::OrganisationId;
use super::super::super::storage::partner;
use super::super::CIRCLE;
use super::super::model::{Circle, CircleId, Line, LineId, MemberState, News};
use super::super::news::tell;
use super::super::rules::{answered, asking};
use super::{find, keeps, kept, note};
use crate::frame::rights::RUN_CIRCLES;

const LINE: &str = "select m.id as id, m.member as member, m.organisation as organisation, o.name as organisation_name,
    (select p.given_name || ' ' || p.family_name from seat s join person p on p.id = s.person where s.id = m.member) as person,
    m.state as state, m.valid_from as valid_from, m.valid_until as valid_until, not coalesce(z.public_member, o.family <> 'company') as private
    from circle_member m join organisation o on o.id = m.organisation left join member_standing z on z.organisation = o.id where m.circle = ";

/// Every line of a circle, for those who may read it: what is asked and who is in, then who was.
pub fn members(reader: &Reader, actor: &Actor, id: CircleId) -> Result<Vec<Line>, Problem> {
    access::require(reader, actor, &CIRCLE, id.record(), Level::Read)?;
    Ok(lines(reader, id)?)
}

fn lines(reader: &Reader, id: CircleId) -> Result<Vec<Line>> {
    Query::new(LINE).push_value(id).push(" order by m.state, o.name_key, m.id limit 500").all(reader)
}

/// The lines of the actor's own organisation and seat, whatever he sees of the others.
pub fn own(reader: &Reader, actor: &Actor, id: CircleId) -> Result<Vec<Line>> {
    let query = Query::new(LINE).push_value(id).push(" and (m.member = ").push_value(actor.acting_for());
    let query = query.push(" or m.member = ").push_value(actor.seat());
    query.push(") and m.state in ('invited', 'asked', 'in') order by m.id").all(reader)
}

/// How many were in at a moment.
pub fn numbers_of(lines: &[Line], at: Timestamp) -> usize {
    lines.iter().filter(|line| is_in(line, at)).count()
}

/// Whether a line says that its member was in at a moment.
pub fn is_in(line: &Line, at: Timestamp) -> bool {
    matches!(line.state, MemberState::In | MemberState::Left)
        && Validity { from: line.valid_from, until: line.valid_until }.holds(at)
}

fn fault(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// A line more, in this state; whoever is in reaches what is shown to the circle at once.
pub(super) fn enter(
    tx: &Transaction,
    actor: &Actor,
    circle: CircleId,
    member: PrincipalId,
    organisation: OrganisationId,
    state: MemberState,
) -> Result<(), Problem> {
    let id: LineId = tx.new_id();
    let from = (state == MemberState::In).then_some(actor.at);
    Query::new(
        "insert into circle_member (id, circle, member, organisation, state, valid_from, asked_at, decided_by) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(circle)
    .bind(member)
    .bind(organisation)
    .bind(state)
    .bind(from)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .execute_one(tx)?;
    if state == MemberState::In {
        access::join(tx, member, circle.group(), Validity { from, until: None })?;
    }
    Ok(note(tx, actor, "circle.member", circle, json!({"member": member, "state": state}))?)
}

/// Ends a membership at a moment.
pub(super) fn out(
    tx: &Transaction,
    actor: &Actor,
    circle: CircleId,
    line: &Line,
    at: Timestamp,
) -> Result<(), Problem> {
    let state = if at <= actor.at { MemberState::Left } else { MemberState::In };
    Query::new("update circle_member set state = $2, valid_until = $3, decided_by = $4 where id = $1 and state = 'in'")
        .bind(line.id)
        .bind(state)
        .bind(at)
        .bind(actor.account().map(|account| account.to_string()))
        .execute_one(tx)?;
    access::leave(tx, line.member, circle.group())?;
    if state == MemberState::In {
        let validity = Validity { from: line.valid_from, until: Some(at) };
        access::join(tx, line.member, circle.group(), validity)?;
    }
    Ok(note(tx, actor, "circle.member", circle, json!({"member": line.member, "state": state, "until": at}))?)
}

/// Closes what nobody can answer any more: an invitation to a circle that is no more, or a request to come in.
pub(super) fn lapse(tx: &Transaction, actor: &Actor, circle: CircleId, line: &Line) -> Result<(), Problem> {
    Query::new("update circle_member set state = $2, decided_by = $3 where id = $1")
        .bind(line.id)
        .bind(MemberState::Refused)
        .bind(actor.account().map(|account| account.to_string()))
        .execute_one(tx)?;
    let told = json!({"member": line.member, "state": MemberState::Refused});
    Ok(note(tx, actor, "circle.member", circle, told)?)
}

fn pending(reader: &Reader, actor: &Actor, circle: CircleId, member: PrincipalId) -> Result<Option<Line>> {
    Query::new(LINE)
        .push_value(circle)
        .push(" and m.member = ")
        .push_value(member)
        .push(" and m.state in ('invited', 'asked', 'in') and (m.valid_until is null or m.valid_until > ")
        .push_value(actor.at)
        .push(") order by m.id")
        .maybe(reader)
}

/// Invites an organisation, which sees the card of the circle from then on.
pub fn invite(
    tx: &Transaction,
    actor: &Actor,
    id: CircleId,
    organisation: PrincipalId,
) -> Result<(), Problem> {
    let circle = kept(tx, actor, id)?;
    partner(tx, actor, organisation)?.ok_or_else(|| fault("organisation", "error-choice"))?;
    match pending(tx, actor, id, organisation)? {
        Some(line) if line.state == MemberState::Asked => return decided(tx, actor, &circle, &line, true),
        Some(_) => return Err(fault("organisation", "error-circle-member")),
        None => {}
    }
    enter(tx, actor, id, organisation, OrganisationId(organisation.0), MemberState::Invited)?;
    show_card(tx, actor, id, organisation)?;
    told(tx, actor, &circle, organisation, News::Invited)
}

/// Tells what happened to the line that a member has just had.
fn told(
    tx: &Transaction,
    actor: &Actor,
    circle: &Circle,
    member: PrincipalId,
    news: News,
) -> Result<(), Problem> {
    let line = pending(tx, actor, circle.id, member)?.ok_or(ProblemKind::Internal)?;
    Ok(tell(tx, actor, circle, &line, news)?)
}

fn show_card(tx: &Transaction, actor: &Actor, id: CircleId, to: PrincipalId) -> Result<(), Problem> {
    let given =
        NewGrant { to, level: Level::Card, reason: "invitation", validity: Validity::ALWAYS, because: None };
    Ok(access::grant(tx, actor, &CIRCLE, id.record(), &given).map(drop)?)
}

fn hide_card(tx: &Transaction, id: CircleId, from: PrincipalId) -> Result<()> {
    for grant in access::grants(tx, id.record())?.into_iter().filter(|grant| grant.principal == from) {
        access::revoke(tx, &CIRCLE, id.record(), grant.id)?;
    }
    Ok(())
}

/// Asks to come in: for one's organisation, or by name. An open circle lets in at once.
pub fn ask(tx: &Transaction, actor: &Actor, id: CircleId, by_name: bool) -> Result<MemberState, Problem> {
    let (circle, _) = find(tx, actor, id)?;
    let organisation = actor.acting_for().ok_or(ProblemKind::Forbidden)?;
    if !by_name && !actor.may(RUN_CIRCLES) {
        return Err(Problem::from(ProblemKind::Forbidden).saying("circle-speakers"));
    }
    let state = asking(circle.admission)
        .filter(|_| circle.dissolved_at.is_none())
        .ok_or_else(|| Problem::from(ProblemKind::Forbidden).saying("circle-closed"))?;
    let member = if by_name { actor.seat().ok_or(ProblemKind::Forbidden)? } else { organisation };
    if pending(tx, actor, id, member)?.is_some() {
        return Err(Problem::from(ProblemKind::Stale).saying("error-circle-member"));
    }
    enter(tx, actor, id, member, OrganisationId(organisation.0), state)?;
    if state == MemberState::Asked {
        told(tx, actor, &circle, member, News::Asked)?;
    }
    Ok(state)
}

fn line(reader: &Reader, circle: CircleId, id: LineId) -> Result<Line, Problem> {
    let found = Query::new(LINE).push_value(circle).push(" and m.id = ").push_value(id).maybe(reader)?;
    found.ok_or_else(|| ProblemKind::NotFound.into())
}

/// Whether the actor speaks for this line: his own name, or his organisation's.
pub fn speaks(actor: &Actor, line: &Line) -> bool {
    actor.seat() == Some(line.member) || (actor.may(RUN_CIRCLES) && actor.acting_for() == Some(line.member))
}

/// Answers a request, by who keeps the circle; or an invitation, by who was invited.
pub fn decide(
    tx: &Transaction,
    actor: &Actor,
    id: CircleId,
    asked: LineId,
    yes: bool,
) -> Result<(), Problem> {
    let (circle, _) = find(tx, actor, id)?;
    let line = line(tx, id, asked)?;
    let may = match line.state {
        MemberState::Asked => keeps(actor, &circle),
        MemberState::Invited => speaks(actor, &line) || (!yes && keeps(actor, &circle)),
        MemberState::In | MemberState::Refused | MemberState::Left => return Err(ProblemKind::Stale.into()),
    };
    if !may {
        return Err(ProblemKind::NotFound.into());
    }
    decided(tx, actor, &circle, &line, yes)
}

fn decided(tx: &Transaction, actor: &Actor, circle: &Circle, line: &Line, yes: bool) -> Result<(), Problem> {
    let id = circle.id;
    let state = if yes { MemberState::In } else { MemberState::Refused };
    Query::new(
        "update circle_member set state = $2, valid_from = $3, decided_by = $4 where id = $1 and state = $5",
    )
    .bind(line.id)
    .bind(state)
    .bind(yes.then_some(actor.at))
    .bind(actor.account().map(|account| account.to_string()))
    .bind(line.state)
    .execute_one(tx)?;
    hide_card(tx, id, line.member)?;
    if yes {
        access::join(tx, line.member, id.group(), Validity { from: Some(actor.at), until: None })?;
    }
    if let Some(news) = answered(line.state, yes, keeps(actor, circle)) {
        tell(tx, actor, circle, line, news)?;
    }
    Ok(note(tx, actor, "circle.member", id, json!({"member": line.member, "state": state}))?)
}

/// Ends a membership: one's own, at once; anybody's at a moment, by who keeps the circle. Its founder stays.
pub fn end(
    tx: &Transaction,
    actor: &Actor,
    id: CircleId,
    ended: LineId,
    at: Option<Timestamp>,
) -> Result<Circle, Problem> {
    let (circle, _) = find(tx, actor, id)?;
    let line = line(tx, id, ended)?;
    if !(speaks(actor, &line) || keeps(actor, &circle)) {
        return Err(ProblemKind::NotFound.into());
    }
    if line.member == circle.owner.group() {
        return Err(Problem::from(ProblemKind::Forbidden).saying("circle-founder-stays"));
    }
    out(tx, actor, id, &line, at.unwrap_or(actor.at))?;
    Ok(circle)
}
