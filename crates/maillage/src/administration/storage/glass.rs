//! Breaking the glass: whoever runs the instance takes access for a time, with a reason; the owner is told and may cut it.

use jiff::Timestamp;
use platform::access::{self, GrantId, Kind, Level, NewGrant, PrincipalId, RecordId, Validity, Visibility};
use platform::database::{Error, FromRow, Query, Reader, Transaction};
use platform::id;
use platform::journal::{self, Entry};
use platform::search;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::rules::{Breaking, Reach};
use crate::account::{self, About, AccountId, NewSeat};
use crate::directory::{self, OrganisationId, standing};
use crate::frame::Me;
use crate::frame::rights::{RUN_INSTANCE, Role, SEE_ACCESSES};

id!(/// One time that the glass was broken.
    GlassId);

/// One time that the glass was broken, as a page shows it.
#[derive(Clone, Debug, FromRow)]
pub struct Glass {
    /// Its identifier.
    pub id: GlassId,
    /// Who did it.
    pub by_name: String,
    /// His account.
    pub account: AccountId,
    /// The name of the organisation.
    pub organisation_name: String,
    /// The record, when it is about one.
    pub record: Option<RecordId>,
    /// Its kind.
    pub kind: Option<String>,
    /// The role of the seat, when it is about an organisation.
    pub role: Option<Role>,
    /// Why.
    pub reason: String,
    /// Since when.
    pub begun_at: Timestamp,
    /// Until when.
    pub until_at: Timestamp,
    /// When it was cut, if it was.
    pub ended_at: Option<Timestamp>,
}

impl Glass {
    /// Whether it holds at this moment.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.ended_at.is_none() && self.until_at > at
    }
}

#[derive(FromRow)]
struct Open {
    account: AccountId,
    organisation: OrganisationId,
    record: Option<RecordId>,
    kind: Option<String>,
    access_grant: Option<GrantId>,
    seat: Option<PrincipalId>,
    begun_at: Timestamp,
    until_at: Timestamp,
}

fn fault(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// Takes the access asked for. The caller has proved the second factor.
pub fn break_glass(
    tx: &Transaction,
    me: &Me,
    kind_named: &dyn Fn(&str) -> Option<&'static Kind>,
    asked: &Breaking,
) -> Result<GlassId, Problem> {
    if !me.runs_instance() {
        return Err(ProblemKind::NotFound.into());
    }
    let until = me.actor.at.checked_add(asked.length).map_err(|_| ProblemKind::Internal)?;
    let id: GlassId = tx.new_id();
    let organisation = match &asked.reach {
        Reach::Record(text) => on_record(tx, me, kind_named, asked, (id, text), until)?,
        Reach::Organisation(organisation, role) => {
            in_organisation(tx, me, asked, (id, *organisation, *role), until)?
        }
    };
    account::tell_answerable(tx, organisation, AccountId(me.account), |organisation| About::GlassBroken {
        organisation,
        name: me.name.clone(),
        reason: asked.reason.clone(),
        until,
    })?;
    Ok(id)
}

fn on_record(
    tx: &Transaction,
    me: &Me,
    kind_named: &dyn Fn(&str) -> Option<&'static Kind>,
    asked: &Breaking,
    (id, text): (GlassId, &str),
    until: Timestamp,
) -> Result<OrganisationId, Problem> {
    let record = named(tx, text)?;
    let (record, kind, owner) = top(tx, record)?;
    let known = kind_named(&kind).ok_or_else(|| fault("record", "error-glass-record"))?;
    let seat = me.actor.seat().ok_or(ProblemKind::Forbidden)?;
    // The grant below takes the place of a former one: that time is over.
    close(tx, me, record)?;
    let grant = access::grant(
        tx,
        &me.actor,
        known,
        record,
        &NewGrant {
            to: seat,
            level: Level::Read,
            reason: &asked.reason,
            validity: Validity { from: None, until: Some(until) },
            because: None,
        },
    )?;
    insert(tx, me, id, owner, asked, until)?;
    Query::new("update break_glass set record = $2, kind = $3, access_grant = $4 where id = $1")
        .bind(id)
        .bind(record)
        .bind(&kind)
        .bind(grant)
        .execute_one(tx)?;
    journal::append(
        tx,
        &me.actor,
        Entry {
            verb: "glass.broken",
            kind: known.name,
            record: Some(record),
            after: Some(json!({"glass": id, "until": until})),
            reason: Some(&asked.reason),
            ..Entry::default()
        },
    )?;
    Ok(owner)
}

fn in_organisation(
    tx: &Transaction,
    me: &Me,
    asked: &Breaking,
    (id, organisation, role): (GlassId, OrganisationId, Role),
    until: Timestamp,
) -> Result<OrganisationId, Problem> {
    let (found, _) =
        directory::find(tx, &me.actor, organisation)?.ok_or_else(|| fault("organisation", "error-choice"))?;
    let seats = account::seats_of(tx, AccountId(me.account), me.actor.at)?;
    if !found.member || seats.iter().any(|seat| seat.organisation == organisation) {
        return Err(fault("organisation", "error-glass-seated"));
    }
    let seat = account::open_seat(
        tx,
        &me.actor,
        &NewSeat {
            person: account::person_of(tx, AccountId(me.account))?,
            account: Some(AccountId(me.account)),
            organisation,
            role,
            title: None,
            public_member: standing::public_member(tx, organisation, found.family)?,
            validity: Validity { from: None, until: Some(until) },
        },
    )?;
    insert(tx, me, id, organisation, asked, until)?;
    Query::new("update break_glass set seat = $2, role = $3 where id = $1")
        .bind(id)
        .bind(seat)
        .bind(role)
        .execute_one(tx)?;
    journal::append(
        tx,
        &me.actor,
        Entry {
            verb: "glass.broken",
            kind: "organisation",
            record: Some(organisation.record()),
            after: Some(json!({"glass": id, "role": role, "until": until})),
            reason: Some(&asked.reason),
            ..Entry::default()
        },
    )?;
    Ok(organisation)
}

fn insert(
    tx: &Transaction,
    me: &Me,
    id: GlassId,
    organisation: OrganisationId,
    asked: &Breaking,
    until: Timestamp,
) -> Result<(), Error> {
    Query::new("insert into break_glass (id, account, organisation, reason, begun_at, until_at) values ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(AccountId(me.account))
        .bind(organisation)
        .bind(&asked.reason)
        .bind(me.actor.at)
        .bind(until)
        .execute_one(tx)
}

/// The record of an identifier or of a reference.
fn named(tx: &Transaction, text: &str) -> Result<RecordId, Problem> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    match search::referenced(tx, text)?[..] {
        [one] => Ok(one),
        [] => Err(fault("record", "error-glass-record")),
        _ => Err(fault("record", "error-glass-several")),
    }
}

/// The record whose access this one has: itself, or the one that it follows; with its kind and its owner.
fn top(tx: &Transaction, record: RecordId) -> Result<(RecordId, String, OrganisationId), Problem> {
    let mut at = record;
    loop {
        let row: Option<(String, OrganisationId, Visibility, Option<RecordId>)> =
            Query::new("select kind, owner, visibility, parent from record where id = $1")
                .bind(at)
                .maybe(tx)?;
        match row.ok_or_else(|| fault("record", "error-glass-record"))? {
            (_, _, Visibility::Parent, Some(parent)) => at = parent,
            (kind, owner, ..) => return Ok((at, kind, owner)),
        }
    }
}

fn close(tx: &Transaction, me: &Me, record: RecordId) -> Result<(), Error> {
    Query::new("update break_glass set ended_at = $3, ended_by = $2 where record = $1 and account = $2 and ended_at is null")
        .bind(record)
        .bind(AccountId(me.account))
        .bind(me.actor.at)
        .execute(tx)
        .map(drop)
}

/// Ends it before its time: whoever took it, or the organisation that it is about.
pub fn end(
    tx: &Transaction,
    me: &Me,
    kind_named: &dyn Fn(&str) -> Option<&'static Kind>,
    id: GlassId,
) -> Result<(), Problem> {
    let open: Option<Open> = Query::new(
        "select account, organisation, record, kind, access_grant, seat, begun_at, until_at from break_glass where id = $1 and ended_at is null",
    )
    .bind(id)
    .maybe(tx)?;
    let open = open.ok_or(ProblemKind::NotFound)?;
    let owner = me.may(SEE_ACCESSES) && me.organisation == open.organisation.group();
    if !(owner || (me.runs_instance() && open.account == AccountId(me.account))) {
        return Err(ProblemKind::NotFound.into());
    }
    if open.until_at <= me.actor.at {
        return Err(ProblemKind::Stale.into());
    }
    Query::new("update break_glass set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null")
        .bind(id)
        .bind(me.actor.at)
        .bind(me.account.to_string())
        .execute_one(tx)?;
    if let (Some(record), Some(kind), Some(grant)) =
        (open.record, open.kind.as_deref().and_then(kind_named), open.access_grant)
    {
        match access::revoke(tx, kind, record, grant) {
            // Taken back from the sheet of the record already.
            Ok(_) | Err(Error::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(seat) = open.seat {
        take_back(tx, kind_named, &open)?;
        account::close_seat(tx, &me.actor, seat)?;
    }
    let record = open.record.unwrap_or_else(|| open.organisation.record());
    let kind = open.kind.as_deref().and_then(kind_named).map_or("organisation", |kind| kind.name);
    let entry = Entry {
        verb: "glass.ended",
        kind,
        record: Some(record),
        after: Some(json!({"glass": id})),
        ..Entry::default()
    };
    Ok(journal::append(tx, &me.actor, entry).map(drop)?)
}

/// Takes back what was shown to others from that seat: it was given until the end of the time that is cut.
fn take_back(
    tx: &Transaction,
    kind_named: &dyn Fn(&str) -> Option<&'static Kind>,
    open: &Open,
) -> Result<(), Problem> {
    let given: Vec<(GrantId, RecordId, String)> = Query::new(
        "select g.id, g.record, r.kind from access_grant g join record r on r.id = g.record
         where g.granted_by = $1 and r.owner = $2 and g.granted_at >= $3 and g.valid_until is not null and g.valid_until <= $4 order by g.id",
    )
    .bind(open.account.to_string())
    .bind(open.organisation)
    .bind(open.begun_at)
    .bind(open.until_at)
    .all(tx)?;
    for (grant, record, kind) in given {
        if let Some(kind) = kind_named(&kind) {
            access::revoke(tx, kind, record, grant)?;
        }
    }
    Ok(())
}

const GLASS: &str = "select g.id as id, p.given_name || ' ' || p.family_name as by_name, g.account as account, o.name as organisation_name,
    g.record as record, g.kind as kind, g.role as role, g.reason as reason, g.begun_at as begun_at, g.until_at as until_at, g.ended_at as ended_at
    from break_glass g join account a on a.id = g.account join person p on p.id = a.person join organisation o on o.id = g.organisation where ";

/// What was taken in the organisation acted for, newest first.
pub fn in_own(reader: &Reader, me: &Me, limit: i64) -> Result<Vec<Glass>, Problem> {
    if !me.may(SEE_ACCESSES) {
        return Err(ProblemKind::NotFound.into());
    }
    let query = Query::new(GLASS).push("g.organisation = ").push_value(me.organisation);
    Ok(query.push(" order by g.begun_at desc, g.id desc limit ").push_value(limit).all(reader)?)
}

/// What was taken in the whole instance, newest first: for those who run it, who see each other's.
pub fn in_instance(reader: &Reader, me: &Me, limit: i64) -> Result<Vec<Glass>, Problem> {
    if !me.may(RUN_INSTANCE) {
        return Err(ProblemKind::NotFound.into());
    }
    let query = Query::new(GLASS).push("1 = 1 order by g.begun_at desc, g.id desc limit ").push_value(limit);
    Ok(query.all(reader)?)
}
