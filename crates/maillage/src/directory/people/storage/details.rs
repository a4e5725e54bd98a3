//! How to reach people, what they agreed to, and who is not to be written to. Each organisation keeps its own.

use platform::access::{self, Actor, Level, PrincipalId};
use platform::database::{Query, Reader, Result, Transaction};
use platform::text::hex;
use platform::web::{Problem, ProblemKind, Token};
use serde_json::json;

use super::super::PERSON;
use super::super::contact::{
    Consent, ConsentKind, Detail, DetailId, DetailKind, NewConsent, NewDetail, Purpose, Silence, may_write,
    value_key,
};
use super::people::{living, may_keep, note};
use crate::directory::PersonId;

fn writable(tx: &Transaction, actor: &Actor, person: PersonId) -> Result<PrincipalId, Problem> {
    access::require(tx, actor, &PERSON, person.record(), Level::Card)?;
    may_keep(actor)?;
    living(tx, person)?;
    actor.acting_for().ok_or_else(|| ProblemKind::Forbidden.into())
}

/// Notes how to reach a person, for one's organisation.
pub fn add(tx: &Transaction, actor: &Actor, person: PersonId, new: &NewDetail) -> Result<(), Problem> {
    let owner = writable(tx, actor, person)?;
    Query::new(
        "insert into contact_detail (id, person, owner, kind, value, value_key, data_class, basis, informed_on, source, last_contact_on, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(tx.new_id::<DetailId>())
    .bind(person)
    .bind(owner)
    .bind(new.kind)
    .bind(&new.value)
    .bind(value_key(new.kind, &new.value))
    .bind(new.class)
    .bind(new.basis)
    .bind(new.informed_on)
    .bind(&new.source)
    .bind(actor.at.to_zoned(jiff::tz::TimeZone::UTC).date())
    .bind(actor.at)
    .execute_one(tx)?;
    // He may have objected before any address was known.
    for purpose in refused(tx, owner, person)? {
        suppress(tx, actor, owner, (new.kind, &new.value), purpose)?;
    }
    let after = json!({"kind": new.kind, "data_class": new.class, "basis": new.basis});
    Ok(note(tx, actor, person, "person.detail-added", Some(after))?)
}

/// The purposes for which a person said last that he is not to be written to.
fn refused(reader: &Reader, owner: PrincipalId, person: PersonId) -> Result<Vec<Purpose>> {
    Query::new(
        "select distinct e.purpose from consent_event e where e.person = $1 and e.owner = $2 and e.kind <> $3
         and not exists (select 1 from consent_event l where l.person = e.person and l.owner = e.owner and l.purpose = e.purpose
            and (l.happened_on > e.happened_on or (l.happened_on = e.happened_on and l.created_at > e.created_at)))",
    )
    .bind(person)
    .bind(owner)
    .bind(ConsentKind::Given)
    .all(reader)
}

/// Forgets a way to reach a person.
pub fn remove(tx: &Transaction, actor: &Actor, person: PersonId, id: DetailId) -> Result<(), Problem> {
    let owner = writable(tx, actor, person)?;
    let gone = Query::new("delete from contact_detail where id = $1 and person = $2 and owner = $3")
        .bind(id)
        .bind(person)
        .bind(owner)
        .execute(tx)?;
    if gone == 0 {
        return Err(ProblemKind::NotFound.into());
    }
    Ok(note(tx, actor, person, "person.detail-removed", None)?)
}

/// What one's organisation keeps to reach a person. The caller has made sure that the actor sees the person.
pub fn details(reader: &Reader, owner: Option<PrincipalId>, person: PersonId) -> Result<Vec<Detail>> {
    Query::new(
        "select id, kind, value, data_class, basis, informed_on, source, last_contact_on from contact_detail
         where person = $1 and owner = $2 order by kind, id",
    )
    .bind(person)
    .bind(owner)
    .all(reader)
}

/// What a person said to one's organisation about being written to, latest first.
pub fn consents(reader: &Reader, owner: Option<PrincipalId>, person: PersonId) -> Result<Vec<Consent>> {
    Query::new(
        "select purpose, kind, happened_on, channel, wording, proof from consent_event where person = $1 and owner = $2
         order by happened_on desc, id desc",
    )
    .bind(person)
    .bind(owner)
    .all(reader)
}

/// Notes what a person said about being written to. An objection puts the addresses known on the list of those not to write
/// to; consent given again takes them off.
pub fn hear(tx: &Transaction, actor: &Actor, person: PersonId, new: &NewConsent) -> Result<(), Problem> {
    let owner = writable(tx, actor, person)?;
    Query::new(
        "insert into consent_event (id, person, owner, purpose, kind, happened_on, channel, wording, proof, account, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(person)
    .bind(owner)
    .bind(new.purpose)
    .bind(new.kind)
    .bind(new.happened_on)
    .bind(&new.channel)
    .bind(new.wording.as_deref())
    .bind(new.proof.as_deref())
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    // What was said last holds: a consent dated before an objection lifts nothing.
    let latest: Option<ConsentKind> = Query::new(
        "select e.kind from consent_event e where e.person = $1 and e.owner = $2 and e.purpose = $3 order by e.happened_on desc, e.created_at desc, e.id desc limit 1",
    )
    .bind(person)
    .bind(owner)
    .bind(new.purpose)
    .maybe(tx)?;
    for detail in details(tx, Some(owner), person)? {
        if latest == Some(ConsentKind::Given) {
            release(tx, owner, detail.kind, &detail.value, new.purpose)?;
        } else {
            suppress(tx, actor, owner, (detail.kind, &detail.value), new.purpose)?;
        }
    }
    let after = json!({"purpose": new.purpose, "kind": new.kind});
    Ok(note(tx, actor, person, "person.consent-heard", Some(after))?)
}

/// Puts an address on the list of those not to write to for a purpose.
pub fn suppress(
    tx: &Transaction,
    actor: &Actor,
    owner: PrincipalId,
    (kind, value): (DetailKind, &str),
    purpose: Purpose,
) -> Result<()> {
    if salt(tx)?.is_none() {
        let salt = hex(&tx.ids().chance().bytes::<32>());
        Query::new("insert into setting (key, value) values ('suppression', $1)")
            .bind(salt)
            .execute_one(tx)?;
    }
    Query::new("insert into suppression (hash, owner, purpose, created_at) values ($1, $2, $3, $4) on conflict do nothing")
        .bind(hash(tx, kind, value)?)
        .bind(owner)
        .bind(purpose)
        .bind(actor.at)
        .execute(tx)
        .map(drop)
}

fn release(
    tx: &Transaction,
    owner: PrincipalId,
    kind: DetailKind,
    value: &str,
    purpose: Purpose,
) -> Result<()> {
    Query::new("delete from suppression where hash = $1 and owner = $2 and purpose = $3")
        .bind(hash(tx, kind, value)?)
        .bind(owner)
        .bind(purpose)
        .execute(tx)
        .map(drop)
}

/// Without it, whoever has the table could try addresses one by one.
fn salt(reader: &Reader) -> Result<Option<String>> {
    Query::new("select value from setting where key = 'suppression'").maybe(reader)
}

fn hash(reader: &Reader, kind: DetailKind, value: &str) -> Result<String> {
    let salt = salt(reader)?.unwrap_or_default();
    Ok(Token::from_text(&format!("{salt}{}", value_key(kind, value))).derive("suppression"))
}

/// Whether an organisation may not write to an address for a purpose, whether or not the person is still known.
pub fn is_suppressed(
    reader: &Reader,
    owner: Option<PrincipalId>,
    (kind, value): (DetailKind, &str),
    purpose: Purpose,
) -> Result<bool> {
    let found: Option<String> =
        Query::new("select hash from suppression where hash = $1 and owner = $2 and purpose = $3")
            .bind(hash(reader, kind, value)?)
            .bind(owner)
            .bind(purpose)
            .maybe(reader)?;
    Ok(found.is_some())
}

/// For each purpose, the address at which an organisation may write, or why it may not.
pub fn letters(
    reader: &Reader,
    owner: Option<PrincipalId>,
    details: &[Detail],
    consents: &[Consent],
) -> Result<Vec<(Purpose, std::result::Result<String, Silence>)>> {
    let mut hashes = Vec::new();
    for detail in details.iter().filter(|detail| detail.kind == DetailKind::Email) {
        hashes.push((detail, hash(reader, detail.kind, &detail.value)?));
    }
    let mut query = Query::new("select hash, purpose from suppression where owner = ")
        .push_value(owner)
        .push(" and hash in ('-'");
    for (_, hash) in &hashes {
        query = query.push(", ").push_value(hash);
    }
    let refused: Vec<(String, Purpose)> = query.push(")").all(reader)?;
    let one = |purpose: &Purpose| {
        let last = consents.iter().find(|event| event.purpose == *purpose).map(|event| event.kind);
        let mut outcome = Err(Silence::NoAddress);
        for (detail, hash) in &hashes {
            let suppressed = refused.iter().any(|(known, of)| known == hash && of == purpose);
            let may = may_write(detail.basis, detail.informed_on.is_some(), last, suppressed);
            outcome = may.map(|()| detail.value.clone());
            if outcome.is_ok() {
                break;
            }
        }
        (*purpose, outcome)
    };
    Ok(Purpose::ALL.iter().map(one).collect())
}

/// The address at which one's organisation may write to a person for a purpose, or why it may not. What is sent to many
/// asks this for each.
pub fn may_write_to(
    reader: &Reader,
    actor: &Actor,
    person: PersonId,
    purpose: Purpose,
) -> Result<std::result::Result<String, Silence>, Problem> {
    access::require(reader, actor, &PERSON, person.record(), Level::Card)?;
    living(reader, person)?;
    let owner = actor.acting_for();
    let (details, consents) = (details(reader, owner, person)?, consents(reader, owner, person)?);
    let found = letters(reader, owner, &details, &consents)?.into_iter().find(|(one, _)| *one == purpose);
    Ok(found.map_or(Err(Silence::NoAddress), |(_, outcome)| outcome))
}
