//! Accounts that nobody acts from any more: counted, then made anonymous once their time has passed. What they did stays, at
//! its moment and for its organisation; of whom they were nothing stays.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{Actor, Level, PrincipalId};
use platform::database::{Query, Reader, Result, Transaction};
use serde_json::json;

use super::super::model::AccountId;
use super::accounts::{note, person_of};
use super::held::moment;
use crate::directory::PersonId;
use crate::directory::people::classes::DataClass;
use crate::directory::people::{self, held};
use crate::frame::personal::{ANONYMOUS, Due, Sample, Subject};
use crate::saved_views;

/// Shown of what is due.
const SAMPLE: i64 = 5;
/// Accounts made anonymous in one transaction.
const BATCH: i64 = 50;

/// Closed accounts `a` of people `p`: when the last seat ended, and where.
const CLOSED: &str = " from (select a.id as id, a.person as person, a.email as email,
        coalesce((select max(s.valid_until) from seat s where s.account = a.id), a.disabled_at, a.created_at) as ended,
        (select s.organisation from seat s where s.account = a.id order by s.valid_until desc, s.id desc limit 1) as owner
     from account a where a.anonymised_at is null and not exists (select 1 from seat s where s.account = a.id and s.valid_until is null)) a
     join person p on p.id = a.person where a.ended < ";
/// A request or a hold that knows the address spares the account too.
const SPARED: &str =
    " and not exists (select 1 from data_request q where q.closed_at is null and q.email = a.email)
    and not exists (select 1 from legal_hold h where h.released_at is null and h.email = a.email)";

fn closed<'q>(select: &'static str, before: Date) -> Query<'q> {
    Query::new(select).push(CLOSED).push_value(moment(before)).push(held::PERSON_SPARED).push(SPARED)
}

/// How many accounts are due, by the organisation of the last seat.
pub fn due(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    let query = Query::new(
        "select w.name, v.count, v.oldest from (select a.owner as owner, count(*) as count, min(a.ended) as oldest",
    );
    let query = query.push(CLOSED).push_value(moment(before)).push(held::PERSON_SPARED).push(SPARED);
    let query = query.push(" group by a.owner) v left join principal w on w.id = v.owner");
    let query = match owner {
        Some(owner) => query.push(" where v.owner = ").push_value(owner),
        None => query,
    };
    let rows: Vec<(Option<String>, i64, Option<Timestamp>)> = query.push(" order by w.name").all(reader)?;
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    Ok(rows.into_iter().map(|(owner, count, oldest)| Due { owner, count, oldest: oldest.map(day) }).collect())
}

/// Some of them, of the actor's organisation, whom he sees.
pub fn sample(reader: &Reader, actor: &Actor, before: Date) -> Result<Vec<Sample>> {
    let query = closed("select p.given_name || ' ' || p.family_name, '/people/' || p.id", before);
    let query = query.push(" and a.owner = ").push_value(actor.acting_for()).push(" and ");
    actor
        .sees(query, "p.id", Level::Card)
        .push(" order by a.ended, a.id limit ")
        .push_value(SAMPLE)
        .all(reader)
}

/// Makes some of them anonymous.
pub fn sweep(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let query =
        closed("select a.id", before).push(" order by a.ended, a.id limit ").push_value(limit.min(BATCH));
    let found: Vec<AccountId> = query.all(tx)?;
    for account in &found {
        anonymise(tx, actor, *account)?;
    }
    let gone = u64::try_from(found.len()).unwrap_or_default();
    held::swept(tx, actor, "accounts", gone)?;
    Ok(gone)
}

/// Makes anonymous the accounts of the seats that are his, of those whose every seat was in this organisation and is over:
/// an open one is a contract under way, and another organisation answers for its own.
pub fn erase(
    tx: &Transaction,
    actor: &Actor,
    owner: PrincipalId,
    _: &Subject,
    seats: &[String],
) -> Result<u64> {
    let mut gone = 0;
    for seat in seats {
        let account: Option<AccountId> = Query::new(
            "select a.id from account a join seat mine on mine.account = a.id where mine.id = $1 and mine.organisation = $2 and a.anonymised_at is null
             and not exists (select 1 from seat s where s.account = a.id and (s.organisation <> $2 or s.valid_until is null or s.valid_until > $3))",
        )
        .bind(seat)
        .bind(owner)
        .bind(actor.at)
        .maybe(tx)?;
        if let Some(account) = account {
            anonymise(tx, actor, account)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Takes from an account whom it was. Its lines of the journal and its seats stay, under a name that is nobody's.
fn anonymise(tx: &Transaction, actor: &Actor, account: AccountId) -> Result<()> {
    let person = apart(tx, actor, account)?;
    Query::new("update account set person = $2, email = $3, password_hash = null, totp_secret = null, totp_enabled_at = null, totp_last_step = null,
            administrator = $4, provider_only = $4, disabled_at = $5, anonymised_at = $5 where id = $1")
        .bind(account)
        .bind(person)
        // No address can be this, and no two accounts have the same.
        .bind(account.to_string())
        .bind(false)
        .bind(actor.at)
        .execute_one(tx)?;
    Query::new("update seat set person = $2, title = null where account = $1")
        .bind(account)
        .bind(person)
        .execute(tx)?;
    Query::new("update principal set name = $2 where id in (select s.id from seat s where s.account = $1)")
        .bind(account)
        .bind(ANONYMOUS)
        .execute(tx)?;
    for sql in [
        "delete from session where account = $1",
        "delete from api_token where seat in (select s.id from seat s where s.account = $1)",
        "delete from personal_link where account = $1",
        "delete from sign_in_flow where account = $1",
        "delete from identity where account = $1",
        "delete from passkey where account = $1",
        "delete from recovery_code where account = $1",
    ] {
        Query::new(sql).bind(account).execute(tx)?;
    }
    saved_views::forget_of(tx, account)?;
    note(tx, actor, "account.anonymised", account, json!({}))
}

/// Somebody who is nobody, to whom the account belongs from now on: the person himself when nothing else is a reason to keep
/// him, otherwise somebody made for that. The person then stays for that reason, and for its time.
fn apart(tx: &Transaction, actor: &Actor, account: AccountId) -> Result<PersonId> {
    let person = person_of(tx, account)?;
    let kept: Option<i64> = Query::new(
        "select 1 from person p where p.id = $1 and (p.data_class <> $3
            or exists (select 1 from contact_detail d where d.person = p.id)
            or exists (select 1 from consent_event e where e.person = p.id) or exists (select 1 from person m where m.merged_into = p.id)
            or exists (select 1 from seat s where s.person = p.id and (s.account is null or s.account <> $2)))",
    )
    .bind(person)
    .bind(account)
    .bind(DataClass::Account)
    .maybe(tx)?;
    if kept.is_some() {
        Query::new("update person set data_class = $2, last_active_on = coalesce(last_active_on, $3) where id = $1 and data_class = $4")
            .bind(person)
            .bind(DataClass::BusinessContact)
            .bind(actor.at.to_zoned(TimeZone::UTC).date())
            .bind(DataClass::Account)
            .execute(tx)?;
        return people::nobody(tx, actor);
    }
    people::anonymise(tx, actor, person)?;
    Ok(person)
}
