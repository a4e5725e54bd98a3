//! The SQL that finds who is calling: one statement for the session or token, one for what the person may see.

use jiff::{SignedDuration, Timestamp};
use platform::Uuid;
use platform::access::{Actor, Identity, PrincipalId, Rights};
use platform::database::{FromRow, Query, Reader, Result};
use platform::i18n::Language;

use super::api::Scope;
use super::caller::{Caller, Credential, Me};
use super::rights::{Adjustment, LASTING, RUN_INSTANCE, Role};

/// A session nobody used for this long is over.
const IDLE: SignedDuration = SignedDuration::from_hours(12);

#[derive(FromRow)]
struct Found {
    seat: PrincipalId,
    account: String,
    given_name: String,
    family_name: String,
    organisation: PrincipalId,
    organisation_name: String,
    role: Role,
    language: Language,
    administrator: bool,
    given: i64,
    taken: i64,
    own_given: i64,
    own_taken: i64,
    seats: i64,
    scopes: Option<String>,
    glass_until: Option<Timestamp>,
}

const PERSON: &str = "t.id as seat, a.id as account, p.given_name as given_name, p.family_name as family_name, o.id as organisation,
    o.name as organisation_name, t.role as role, a.language as language, a.administrator as administrator,
    coalesce(i.added, 0) as given, coalesce(i.removed, 0) as taken, coalesce(w.added, 0) as own_given, coalesce(w.removed, 0) as own_taken,
    (select count(*) from seat x where x.account = a.id) as seats, ";
/// Until when a seat was taken by breaking the glass.
const GLASS: &str = ", (select max(g.until_at) from break_glass g where g.seat = t.id) as glass_until";
const JOINS: &str =
    " join seat t on t.id = s.seat join account a on a.id = t.account join person p on p.id = a.person
    join organisation o on o.id = t.organisation";
const ADJUSTED: &str = "
    left join role_right i on i.organisation = '00000000-0000-0000-0000-000000000000' and i.role = t.role
    left join role_right w on w.organisation = t.organisation and w.role = t.role";
const VALID: &str = " and a.disabled_at is null and (t.valid_from is null or t.valid_from <= $2) and (t.valid_until is null or t.valid_until > $2)
    and not exists (select 1 from member_standing z where z.organisation = t.organisation and z.state <> 'open' and z.since <= $2)";

fn adjustment(added: i64, removed: i64) -> Adjustment {
    Adjustment { added: added.cast_unsigned(), removed: removed.cast_unsigned() }
}

pub(super) fn identify(reader: &Reader, caller: &Caller, now: Timestamp) -> Result<Option<Me>> {
    let query = match &caller.credential {
        None => return Ok(None),
        Some(Credential::Session(hash)) => {
            let query = Query::new("select ")
                .push(PERSON)
                .push("cast(null as text) as scopes")
                .push(GLASS)
                .push(" from session s")
                .push(JOINS)
                .push(ADJUSTED);
            let query = query.push(" where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3");
            query.push(VALID).bind(hash).bind(now).bind(now.checked_sub(IDLE).unwrap_or(now))
        }
        Some(Credential::Token(hash)) => {
            let query = Query::new("select ")
                .push(PERSON)
                .push("s.scopes as scopes")
                .push(GLASS)
                .push(" from api_token s");
            query
                .push(JOINS)
                .push(ADJUSTED)
                .push(" where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2")
                .push(VALID)
                .bind(hash)
                .bind(now)
        }
    };
    let Some(found) = query.maybe::<Found>(reader)? else { return Ok(None) };
    let account: Uuid = found.account.parse().map_err(platform::database::Error::decode)?;
    let identity = Identity::Member { account, seat: found.seat, acting_for: found.organisation };
    let rights = found
        .role
        .adjusted([adjustment(found.given, found.taken), adjustment(found.own_given, found.own_taken)]);
    let rights = if found.administrator { rights.with(RUN_INSTANCE) } else { rights };
    // Nothing that was taken by breaking the glass outlives it.
    let rights = if found.glass_until.is_some() { rights.without(LASTING) } else { rights };
    let Some(actor) = Actor::member(reader, identity, rights, now)? else { return Ok(None) };
    let actor = match found.glass_until {
        Some(until) => actor.passing(until),
        None => actor,
    };
    Ok(Some(Me {
        actor,
        account,
        name: format!("{} {}", found.given_name, found.family_name),
        organisation: found.organisation,
        organisation_name: found.organisation_name,
        role: found.role,
        language: found.language,
        administrator: found.administrator,
        seats: found.seats,
        csrf: caller.csrf.clone(),
        scopes: found.scopes.map(|scopes| scopes.split(' ').filter_map(Scope::from_key).collect()),
    }))
}

#[derive(FromRow)]
struct Seated {
    seat: PrincipalId,
    role: Role,
    given: i64,
    taken: i64,
    own_given: i64,
    own_taken: i64,
}

/// The seats of an organisation from which somebody may do this now: for mails, asked by no one.
pub fn who_may(
    reader: &Reader,
    organisation: PrincipalId,
    right: Rights,
    at: Timestamp,
) -> Result<Vec<PrincipalId>> {
    let query = Query::new(
        "select t.id as seat, t.role as role, coalesce(i.added, 0) as given, coalesce(i.removed, 0) as taken,
                coalesce(w.added, 0) as own_given, coalesce(w.removed, 0) as own_taken
         from seat t join account a on a.id = t.account",
    );
    let query = query.push(ADJUSTED).push(" where t.organisation = $1").push(VALID).push(" order by t.id");
    let seated: Vec<Seated> = query.bind(organisation).bind(at).all(reader)?;
    let may = |one: &Seated| {
        let adjustments = [adjustment(one.given, one.taken), adjustment(one.own_given, one.own_taken)];
        one.role.adjusted(adjustments).include(right)
    };
    Ok(seated.into_iter().filter(may).map(|one| one.seat).collect())
}
