//! Requests of people about their data, and holds.

use jiff::civil::Date;
use platform::access::{Actor, PrincipalId, RecordId};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::{Value, json};

use super::super::request::{DataRequest, NewRequest, RequestId};
use crate::frame::personal::Subject;
use crate::frame::rights::PROTECT_DATA;

const REQUEST: &str = "select q.id as id, q.kind as kind, q.person as person, q.given_name as given_name, q.family_name as family_name, q.email as email,
    q.received_on as received_on, q.due_on as due_on, q.identity_note as identity_note, q.extension_reason as extension_reason, q.outcome as outcome,
    q.answer_note as answer_note, q.closed_at as closed_at,
    (select max(h.reason) from legal_hold h where h.owner = q.owner and h.released_at is null and h.name_key = q.name_key
        and (h.person is null or q.person is null or h.person = q.person) and (h.email is null or q.email is null or h.email = q.email)) as hold
    from data_request q where q.owner = ";

/// The organisation whose requests the actor answers. Who answers none does not learn that there are any.
pub fn controller(actor: &Actor) -> Result<PrincipalId, Problem> {
    actor.acting_for().filter(|_| actor.may(PROTECT_DATA)).ok_or_else(|| ProblemKind::NotFound.into())
}

/// Notes a request.
pub fn receive(tx: &Transaction, actor: &Actor, new: &NewRequest) -> Result<RequestId, Problem> {
    let owner = controller(actor)?;
    let id: RequestId = tx.new_id();
    let subject = Subject::new(new.person, &new.given_name, &new.family_name, new.email.as_deref());
    Query::new(
        "insert into data_request (id, owner, kind, person, given_name, family_name, name_key, email, received_on, due_on, account, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id)
    .bind(owner)
    .bind(new.kind)
    .bind(new.person)
    .bind(&new.given_name)
    .bind(&new.family_name)
    .bind(subject.name_key)
    .bind(subject.email)
    .bind(new.received_on)
    .bind(new.due_on)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    note(tx, actor, "request.received", json!({"request": id, "kind": new.kind, "due_on": new.due_on}))?;
    Ok(id)
}

/// The journal names the request, never the person.
pub(super) fn note(tx: &Transaction, actor: &Actor, verb: &'static str, after: Value) -> Result<()> {
    journal::append(tx, actor, Entry { verb, kind: "data-request", after: Some(after), ..Entry::default() })
        .map(drop)
}

/// The requests of one's organisation: those open first, the most urgent above.
pub fn list(reader: &Reader, owner: PrincipalId) -> Result<Vec<DataRequest>> {
    Query::new(REQUEST)
        .push_value(owner)
        .push(" order by case when q.closed_at is null then 0 else 1 end, q.due_on, q.id limit 200")
        .all(reader)
}

/// One of them.
pub fn find(reader: &Reader, owner: PrincipalId, id: RequestId) -> Result<DataRequest, Problem> {
    let query = Query::new(REQUEST).push_value(owner).push(" and q.id = ").push_value(id);
    Ok(query.maybe(reader)?.ok_or(ProblemKind::NotFound)?)
}

pub(super) fn open(
    tx: &Transaction,
    actor: &Actor,
    id: RequestId,
) -> Result<(PrincipalId, DataRequest), Problem> {
    let owner = controller(actor)?;
    let request = find(tx, owner, id)?;
    if request.closed_at.is_some() {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("request-closed")
            .back_to(format!("/privacy/requests/{id}")));
    }
    Ok((owner, request))
}

/// Notes how the identity of who asks was checked.
pub fn identify(tx: &Transaction, actor: &Actor, id: RequestId, how: &str) -> Result<(), Problem> {
    open(tx, actor, id)?;
    Query::new("update data_request set identity_note = $2 where id = $1")
        .bind(id)
        .bind(how)
        .execute_one(tx)?;
    Ok(note(tx, actor, "request.identified", json!({"request": id}))?)
}

/// Gives two months more, once, with a reason (RGPD, article 12.3).
pub fn extend(
    tx: &Transaction,
    actor: &Actor,
    id: RequestId,
    due_on: Date,
    reason: &str,
) -> Result<(), Problem> {
    let (_, request) = open(tx, actor, id)?;
    if request.extension_reason.is_some() {
        return Err(ProblemKind::Stale.into());
    }
    Query::new("update data_request set due_on = $2, extension_reason = $3 where id = $1")
        .bind(id)
        .bind(due_on)
        .bind(reason)
        .execute_one(tx)?;
    Ok(note(tx, actor, "request.extended", json!({"request": id, "due_on": due_on}))?)
}

/// Closes a request: answered, or refused with a reason.
pub fn close(
    tx: &Transaction,
    actor: &Actor,
    id: RequestId,
    (outcome, answer): (&str, &str),
) -> Result<(), Problem> {
    open(tx, actor, id)?;
    Query::new("update data_request set outcome = $2, answer_note = $3, closed_at = $4 where id = $1")
        .bind(id)
        .bind(outcome)
        .bind(answer)
        .bind(actor.at)
        .execute_one(tx)?;
    Ok(note(tx, actor, "request.closed", json!({"request": id, "outcome": outcome}))?)
}

/// Keeps what a request speaks of from being erased, for a reason; an empty reason lets it go. What was set for a namesake, of
/// another record or another address, stays.
pub fn hold(tx: &Transaction, actor: &Actor, id: RequestId, reason: &str) -> Result<(), Problem> {
    let owner = controller(actor)?;
    let request = find(tx, owner, id)?;
    let subject = request.subject();
    Query::new(
        "update legal_hold set released_at = $3 where owner = $1 and name_key = $2 and released_at is null
         and (person is null or person = coalesce($4, person)) and (email is null or email = coalesce($5, email))",
    )
    .bind(owner)
    .bind(&subject.name_key)
    .bind(actor.at)
    .bind(request.person)
    .bind(subject.email.as_deref())
    .execute(tx)?;
    if !reason.is_empty() {
        Query::new("insert into legal_hold (id, owner, person, name_key, email, reason, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(tx.new_id::<platform::Uuid>().to_string())
            .bind(owner)
            .bind(request.person)
            .bind(&subject.name_key)
            .bind(subject.email.as_deref())
            .bind(reason)
            .bind(actor.account().map(|account| account.to_string()))
            .bind(actor.at)
            .execute_one(tx)?;
    }
    let verb = if reason.is_empty() { "hold.released" } else { "hold.set" };
    Ok(note(tx, actor, verb, json!({"request": id}))?)
}

/// Refuses to erase while the identity is not checked or a hold stands.
pub fn erasable(
    tx: &Transaction,
    actor: &Actor,
    id: RequestId,
) -> Result<(PrincipalId, DataRequest), Problem> {
    let (owner, request) = open(tx, actor, id)?;
    let refused = |message| {
        Err(Problem::from(ProblemKind::Forbidden).saying(message).back_to(format!("/privacy/requests/{id}")))
    };
    if request.identity_note.is_none() {
        return refused("request-identity-first");
    }
    if request.hold.is_some() {
        return refused("request-held");
    }
    Ok((owner, request))
}

/// Notes what was erased, by kind and number.
pub fn erased(tx: &Transaction, actor: &Actor, id: RequestId, counts: &[(&str, u64)]) -> Result<()> {
    note(tx, actor, "request.erased", json!({"request": id, "counts": counts}))
}

/// Those of whom an organisation may erase nothing yet.
pub fn held(reader: &Reader, owner: PrincipalId) -> Result<Vec<Subject>> {
    type Hold = (Option<RecordId>, String, Option<String>);
    let query = Query::new(
        "select h.person, h.name_key, h.email from legal_hold h where h.released_at is null and h.owner = ",
    );
    let holds: Vec<Hold> = query.push_value(owner).push(" order by h.id").all(reader)?;
    let subject = |(person, name, email): Hold| Subject::new(person, &name, "", email.as_deref());
    Ok(holds.into_iter().map(subject).collect())
}

/// The name of a person whom a request begins with, if the actor sees him.
pub fn named(reader: &Reader, actor: &Actor, person: RecordId) -> Result<Option<(String, String)>> {
    let query = Query::new(
        "select p.given_name, p.family_name from person p where p.merged_into is null and p.anonymised_at is null and p.id = ",
    )
    .push_value(person);
    actor.sees_row(query.push(" and "), "p", platform::access::Level::Card).maybe(reader)
}
