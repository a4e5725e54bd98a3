//! Seats: a person acting for an organisation, with a role and for a time.

use jiff::Timestamp;
use platform::access::{self, Actor, Denied, INSTANCE, PrincipalId, Validity};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use serde_json::{Value, json};

use super::super::model::{AccountId, Member, NewSeat, Seat};
use super::super::rules::manages;
use crate::directory::OrganisationId;
use crate::frame::rights::{PUBLIC_MEMBERS, Role};

/// Seats a person in an organisation: a principal of its own, in the groups that the role gives.
pub fn open_seat(tx: &Transaction, actor: &Actor, new: &NewSeat) -> Result<PrincipalId, Denied> {
    let id: PrincipalId = tx.new_id();
    let name: (String, String) =
        Query::new("select given_name, family_name from person where id = $1").bind(new.person).one(tx)?;
    access::create_user(tx, id, &format!("{} {}", name.0, name.1))?;
    Query::new(
        "insert into seat (id, person, account, organisation, role, title, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(new.person)
    .bind(new.account)
    .bind(new.organisation)
    .bind(new.role)
    .bind(new.title.as_deref())
    .bind(new.validity.from)
    .bind(new.validity.until)
    .execute_one(tx)?;
    // Whoever takes a seat is a record of the directory, like whoever holds a position: one person, one identity.
    crate::directory::people::enrol(tx, actor, new.person, new.organisation)?;
    access::join(tx, id, new.organisation.group(), new.validity)?;
    join_roles(tx, id, new.organisation, new.role, new.validity)?;
    if new.public_member
        && let Some(group) = access::group_id(tx, INSTANCE, PUBLIC_MEMBERS)?
    {
        access::join(tx, id, group, new.validity)?;
    }
    note(tx, actor, "seat.opened", id, None, json!({"organisation": new.organisation, "role": new.role}))?;
    Ok(id)
}

fn join_roles(
    tx: &Transaction,
    seat: PrincipalId,
    organisation: OrganisationId,
    role: Role,
    validity: Validity,
) -> Result<(), Denied> {
    for name in role.groups() {
        if let Some(group) = access::group_id(tx, organisation.group(), name)? {
            access::join(tx, seat, group, validity)?;
        }
    }
    Ok(())
}

fn leave_roles(tx: &Transaction, seat: PrincipalId, organisation: OrganisationId, role: Role) -> Result<()> {
    for name in role.groups() {
        if let Some(group) = access::group_id(tx, organisation.group(), name)? {
            access::leave(tx, seat, group)?;
        }
    }
    Ok(())
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    seat: PrincipalId,
    before: Option<Value>,
    mut after: Value,
) -> Result<()> {
    after["seat"] = json!(seat);
    journal::append(tx, actor, Entry { verb, kind: "seat", before, after: Some(after), ..Entry::default() })
        .map(drop)
}

/// Gives somebody another role, in the seat that the actor manages.
pub fn change_role(tx: &Transaction, actor: &Actor, member: &Member, role: Role) -> Result<(), Denied> {
    let until: Option<Timestamp> =
        Query::new("select valid_until from seat where id = $1").bind(member.seat).one(tx)?;
    leave_roles(tx, member.seat, member.organisation, member.role)?;
    Query::new("update seat set role = $2 where id = $1 and role = $3")
        .bind(member.seat)
        .bind(role)
        .bind(member.role)
        .execute_one(tx)?;
    join_roles(tx, member.seat, member.organisation, role, Validity { from: None, until })?;
    Ok(note(
        tx,
        actor,
        "seat.role-changed",
        member.seat,
        Some(json!({"role": member.role})),
        json!({"role": role}),
    )?)
}

/// Ends a seat at once: its groups and teams, its sessions and tokens. The journal keeps what it did.
pub fn end_seat(tx: &Transaction, actor: &Actor, member: &Member) -> Result<()> {
    Query::new(
        "update seat set valid_until = $2 where id = $1 and (valid_until is null or valid_until > $2)",
    )
    .bind(member.seat)
    .bind(actor.at)
    .execute_one(tx)?;
    leave_roles(tx, member.seat, member.organisation, member.role)?;
    access::leave(tx, member.seat, member.organisation.group())?;
    if let Some(group) = access::group_id(tx, INSTANCE, PUBLIC_MEMBERS)? {
        access::leave(tx, member.seat, group)?;
    }
    let teams: Vec<PrincipalId> =
        Query::new("select id from team where organisation = $1").bind(member.organisation).all(tx)?;
    for team in teams {
        access::leave(tx, member.seat, team)?;
    }
    for sql in [
        "update session set revoked_at = $2 where seat = $1 and revoked_at is null",
        "update api_token set revoked_at = $2 where seat = $1 and revoked_at is null",
    ] {
        Query::new(sql).bind(member.seat).bind(actor.at).execute(tx)?;
    }
    note(
        tx,
        actor,
        "seat.ended",
        member.seat,
        Some(json!({"role": member.role})),
        json!({"organisation": member.organisation}),
    )
}

/// Ends a seat at a moment to come: its groups end with it, and so do its sessions and tokens, which act from it.
pub fn end_on(tx: &Transaction, actor: &Actor, member: &Member, at: Timestamp) -> Result<(), Denied> {
    let from: Option<Timestamp> =
        Query::new("select valid_from from seat where id = $1").bind(member.seat).one(tx)?;
    Query::new(
        "update seat set valid_until = $2 where id = $1 and (valid_until is null or valid_until > $2)",
    )
    .bind(member.seat)
    .bind(at)
    .execute_one(tx)?;
    let held: Vec<PrincipalId> = Query::new(
        "select g.id from membership m join principal g on g.key = m.grouping join principal p on p.key = m.member where p.id = $1",
    )
    .bind(member.seat)
    .all(tx)?;
    for group in held {
        access::leave(tx, member.seat, group)?;
        access::join(tx, member.seat, group, Validity { from, until: Some(at) })?;
    }
    Ok(note(
        tx,
        actor,
        "seat.ended",
        member.seat,
        Some(json!({"role": member.role})),
        json!({"organisation": member.organisation, "until": at}),
    )?)
}

/// The seats that an account may act from now, oldest first.
pub fn of_account(reader: &Reader, account: AccountId, at: Timestamp) -> Result<Vec<Seat>> {
    Query::new(
        "select s.id as id, s.organisation as organisation, o.name as organisation_name, s.role as role, s.title as title
         from seat s join organisation o on o.id = s.organisation
         where s.account = $1 and (s.valid_from is null or s.valid_from <= $2) and (s.valid_until is null or s.valid_until > $2)
           and not exists (select 1 from member_standing z where z.organisation = s.organisation and z.state <> 'open' and z.since <= $2) order by s.id",
    )
    .bind(account)
    .bind(at)
    .all(reader)
}

/// How the organisation of a seat that would be open stands, when that is why an account acts from none: `suspended` or `closed`.
pub fn stopped(reader: &Reader, account: AccountId, at: Timestamp) -> Result<Option<String>> {
    Query::new(
        "select z.state from seat s join member_standing z on z.organisation = s.organisation
         where s.account = $1 and (s.valid_from is null or s.valid_from <= $2) and (s.valid_until is null or s.valid_until > $2)
           and z.state <> 'open' and z.since <= $2 order by z.since desc, s.id limit 1",
    )
    .bind(account)
    .bind(at)
    .maybe(reader)
}

/// The role of a seat.
pub fn role_of(reader: &Reader, seat: PrincipalId) -> Result<Option<Role>> {
    Query::new("select role from seat where id = $1").bind(seat).maybe(reader)
}

/// Who acts from a seat now, and the name of the organisation; none once it ended, or once the organisation is stopped.
pub fn acting_from(reader: &Reader, seat: PrincipalId, at: Timestamp) -> Result<Option<(AccountId, String)>> {
    Query::new(
        "select s.account, o.name from seat s join organisation o on o.id = s.organisation
         where s.id = $1 and s.account is not null and (s.valid_from is null or s.valid_from <= $2) and (s.valid_until is null or s.valid_until > $2)
           and not exists (select 1 from member_standing z where z.organisation = s.organisation and z.state <> 'open' and z.since <= $2)",
    )
    .bind(seat)
    .bind(at)
    .maybe(reader)
}

const MEMBER: &str = "select s.id as seat, p.given_name as given_name, p.family_name as family_name, a.email as email, s.role as role,
    s.organisation as organisation, o.name as organisation_name, s.account as account, (a.password_hash is not null) as ready,
    (a.totp_enabled_at is not null) as second_step, coalesce(a.administrator, false) as administrator, p.name_key as name_key
    from seat s join person p on p.id = s.person join organisation o on o.id = s.organisation left join account a on a.id = s.account where ";

/// The people of an organisation that the actor manages, by name, from a place in the list.
pub fn members(
    reader: &Reader,
    actor: &Actor,
    organisation: OrganisationId,
    after: Option<&(String, PrincipalId)>,
    limit: i64,
) -> Result<Vec<Member>, Denied> {
    if !manages(actor, organisation) {
        return Err(Denied::NotFound);
    }
    let query = valid(Query::new(MEMBER).push("s.organisation = ").push_value(organisation), actor);
    let query = match after {
        Some((key, seat)) => {
            query.push(" and (p.name_key, s.id) > (").push_value(key).push(", ").push_value(*seat).push(")")
        }
        None => query,
    };
    Ok(query.push(" order by p.name_key, s.id limit ").push_value(limit).all(reader)?)
}

/// Somebody whom the actor manages.
pub fn member(reader: &Reader, actor: &Actor, seat: PrincipalId) -> Result<Member, Denied> {
    let query = valid(Query::new(MEMBER).push("s.id = ").push_value(seat), actor);
    let found: Option<Member> = query.maybe(reader)?;
    found.filter(|member| manages(actor, member.organisation)).ok_or(Denied::NotFound)
}

/// Ends a seat for whoever was let to: the caller has checked that he may.
pub fn close_seat(tx: &Transaction, actor: &Actor, seat: PrincipalId) -> Result<()> {
    let found: Option<Member> =
        valid(Query::new(MEMBER).push("s.id = ").push_value(seat), actor).maybe(tx)?;
    found.map_or(Ok(()), |member| end_seat(tx, actor, &member))
}

fn valid<'q>(query: Query<'q>, actor: &Actor) -> Query<'q> {
    let query = query.push(" and (s.valid_from is null or s.valid_from <= ").push_value(actor.at);
    query.push(") and (s.valid_until is null or s.valid_until > ").push_value(actor.at).push(")")
}
