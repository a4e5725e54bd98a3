//! The SQL of registers.

use jiff::civil::Date;
use platform::access::{self, Actor, Level, NewRecord, Visibility};
use platform::database::{Query, Reader, Result, Transaction};
use platform::dates::ImpreciseDate;
use platform::journal::{self, Entry as Line};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::REGISTER;
use super::model::{Entry, NewEntry, NewRegister, NewStatement, Register, RegisterId, Since, Statement};
use super::rules::{Composition, already, at};
use crate::directory::ORGANISATION;
use crate::directory::model::{Family, OrganisationId};
use crate::frame::rights::KEEP_FILES;

const REGISTER_ROW: &str = "select g.id as id, g.name as name, g.name_key as name_key, g.nature as nature, g.description as description,
    g.founded as founded, r.owner as host, o.name as host_name, r.version as version
    from register g join record r on r.id = g.id join organisation o on o.id = r.owner";

/// Opens a register, hosted by the organisation acted for.
pub fn add_register(tx: &Transaction, actor: &Actor, new: &NewRegister) -> Result<RegisterId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(KEEP_FILES)).ok_or(ProblemKind::Forbidden)?;
    let id: RegisterId = tx.new_id();
    let visibility = if new.network { Visibility::Network } else { Visibility::Owner };
    access::create(
        tx,
        actor,
        &REGISTER,
        NewRecord { id: id.record(), owner, visibility, team: None, parent: None },
    )?;
    Query::new("insert into register (id, name, name_key, nature, description, founded) values ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(&new.name)
        .bind(normalise(&new.name))
        .bind(new.nature)
        .bind(new.description.as_deref())
        .bind(new.founded.as_ref())
        .execute_one(tx)?;
    describe(tx, id, new)?;
    note(tx, actor, id, "register.opened", (None, Some(json!({"name": new.name}))))?;
    Ok(id)
}

/// Changes what a register says of its body, from the version that the person read.
pub fn change_register(
    tx: &Transaction,
    actor: &Actor,
    id: RegisterId,
    version: i64,
    new: &NewRegister,
) -> Result<(), Problem> {
    access::require(tx, actor, &REGISTER, id.record(), Level::Edit)?;
    let before = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?.0;
    access::touch(tx, actor, id.record(), version)?;
    Query::new("update register set name = $2, name_key = $3, nature = $4, description = $5, founded = $6 where id = $1")
        .bind(id)
        .bind(&new.name)
        .bind(normalise(&new.name))
        .bind(new.nature)
        .bind(new.description.as_deref())
        .bind(new.founded.as_ref())
        .execute_one(tx)?;
    describe(tx, id, new)?;
    let says = (Some(json!({"name": before.name})), Some(json!({"name": new.name})));
    note(tx, actor, id, "register.changed", says)?;
    Ok(())
}

fn describe(tx: &Transaction, id: RegisterId, new: &NewRegister) -> Result<()> {
    let document = Document {
        record: id.record(),
        kind: REGISTER.name,
        level: Level::Card,
        reference: None,
        name: &new.name,
        text: "",
        title: &new.name,
    };
    search::index(tx, &document)
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    id: RegisterId,
    verb: &'static str,
    (before, after): (Option<Json>, Option<Json>),
) -> Result<()> {
    let line =
        Line { verb, kind: REGISTER.name, record: Some(id.record()), before, after, ..Line::default() };
    journal::append(tx, actor, line).map(drop)
}

/// A change of what a register holds: refused below the level *edit*; its version rises.
fn change(
    tx: &Transaction,
    actor: &Actor,
    id: RegisterId,
    verb: &'static str,
    says: (Option<Json>, Option<Json>),
    work: impl FnOnce() -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (head, _) = access::require(tx, actor, &REGISTER, id.record(), Level::Edit)?;
    work()?;
    access::touch(tx, actor, id.record(), head.version)?;
    Ok(note(tx, actor, id, verb, says)?)
}

/// Adds a line. An organisation that the actor does not see is not found; one that is there already is refused, by its line.
pub fn add_entry(
    tx: &Transaction,
    actor: &Actor,
    id: RegisterId,
    new: &NewEntry,
    since: &Since,
) -> Result<(), Problem> {
    let after = match new {
        NewEntry::Named(organisation) => json!({"organisation": organisation}),
        NewEntry::Category(label, _) => json!({"category": label}),
    };
    change(tx, actor, id, "register.joined", (None, Some(after)), || {
        let (organisation, label, family) = match new {
            NewEntry::Named(organisation) => {
                let (organisation, family) = kept(tx, actor, *organisation)?;
                refuse_there(tx, actor, id, organisation, since)?;
                (Some(organisation), None, family)
            }
            NewEntry::Category(label, family) => (None, Some(label.as_str()), *family),
        };
        let (joined, known) = match since {
            Since::Joined(date) => (Some(date), None),
            Since::Known(date) => (None, Some(date)),
        };
        Ok(Query::new(
            "insert into register_entry (id, register, organisation, label, family, joined, known_from) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(id)
        .bind(organisation)
        .bind(label)
        .bind(family)
        .bind(joined)
        .bind(known)
        .execute_one(tx)?)
    })
}

/// An organisation whose card the actor sees, where it went if it was merged, and its family.
fn kept(
    tx: &Transaction,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<(OrganisationId, Family), Problem> {
    access::require(tx, actor, &ORGANISATION, organisation.record(), Level::Card)?;
    let kept: (OrganisationId, Family) = Query::new(
        "select o.id, o.family from organisation w join organisation o on o.id = coalesce(w.merged_into, w.id) where w.id = $1",
    )
    .bind(organisation)
    .one(tx)?;
    access::require(tx, actor, &ORGANISATION, kept.0.record(), Level::Card)?;
    Ok(kept)
}

/// Refuses an organisation that a line of the register says is there, and leads to that line.
fn refuse_there(
    tx: &Transaction,
    actor: &Actor,
    id: RegisterId,
    organisation: OrganisationId,
    since: &Since,
) -> Result<(), Problem> {
    let mut lines = entries(tx, actor, &[id])?;
    lines.retain(|line| line.organisation == Some(organisation));
    let Some(there) = already(&lines, since) else { return Ok(()) };
    let mut faults = Faults::default();
    faults.add_with("names", "error-register-there", "name", &there.name);
    Err(Problem::from(faults).back_to(format!("/registers/{id}#line-{}", there.id)))
}

/// A line of a register that the actor may know of.
fn line(tx: &Transaction, actor: &Actor, id: RegisterId, entry: &str) -> Result<Entry, Problem> {
    let found = entries(tx, actor, &[id])?.into_iter().find(|one| one.id == entry);
    found.ok_or_else(|| ProblemKind::NotFound.into())
}

/// Notes until when a line holds; those that a merge left of the same organisation end with it.
pub fn end_entry(
    tx: &Transaction,
    actor: &Actor,
    id: RegisterId,
    entry: &str,
    departed: &ImpreciseDate,
) -> Result<(), Problem> {
    let after = json!({"entry": entry, "departed": departed.latest().to_string()});
    change(tx, actor, id, "register.left", (None, Some(after)), || {
        let line = line(tx, actor, id, entry)?;
        let begins = line.joined.as_ref().or(line.known_from.as_ref()).and_then(ImpreciseDate::earliest);
        if begins.is_some_and(|begins| begins > departed.latest()) {
            let mut faults = Faults::default();
            faults.add("departed", "error-dates-order");
            return Err(faults.into());
        }
        Query::new(
            "update register_entry set departed = $2 where id = $1 or register = $3 and departed is null
             and organisation in (select w.id from organisation w where coalesce(w.merged_into, w.id) = $4)",
        )
        .bind(entry)
        .bind(departed)
        .bind(id)
        .bind(line.organisation)
        .execute(tx)?;
        Ok(())
    })
}

/// Takes away a line that should not be there. One that ended is ended instead.
pub fn remove_entry(tx: &Transaction, actor: &Actor, id: RegisterId, entry: &str) -> Result<(), Problem> {
    change(tx, actor, id, "register.corrected", (Some(json!({"entry": entry})), None), || {
        let line = line(tx, actor, id, entry)?;
        Ok(Query::new("delete from register_entry where id = $1").bind(line.id).execute_one(tx)?)
    })
}

/// Notes something published of a register.
pub fn state(tx: &Transaction, actor: &Actor, id: RegisterId, new: &NewStatement) -> Result<(), Problem> {
    let after = json!({"measure": new.measure, "figure": new.figure.wording(), "outlet": new.outlet});
    change(tx, actor, id, "register.stated", (None, Some(after)), || {
        Ok(Query::new(
            "insert into register_statement (id, register, measure, figure, as_of, document, outlet, address)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(id)
        .bind(new.measure)
        .bind(&new.figure)
        .bind(&new.as_of)
        .bind(new.document.as_deref())
        .bind(new.outlet.as_deref())
        .bind(new.address.as_deref())
        .execute_one(tx)?)
    })
}

/// Takes a statement away.
pub fn unstate(tx: &Transaction, actor: &Actor, id: RegisterId, statement: &str) -> Result<(), Problem> {
    change(tx, actor, id, "register.unstated", (Some(json!({"statement": statement})), None), || {
        let removed = Query::new("delete from register_statement where id = $1 and register = $2")
            .bind(statement)
            .bind(id);
        if removed.execute(tx)? == 1 { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
    })
}

/// The registers that the actor sees, by name, from a place in the list.
pub fn listed(
    reader: &Reader,
    actor: &Actor,
    after: Option<&(String, RegisterId)>,
    limit: i64,
) -> Result<Vec<Register>> {
    let query = Query::new(REGISTER_ROW).push(" where ");
    let query = actor.sees(query, "g.id", Level::Card);
    let query = match after {
        Some((key, id)) => query
            .push(" and (g.name_key, g.id) > (")
            .push_value(key.clone())
            .push(", ")
            .push_value(*id)
            .push(")"),
        None => query,
    };
    query.push(" order by g.name_key, g.id limit ").push_value(limit).all(reader)
}

/// A register and the actor's level, from the level *card*.
pub fn find(reader: &Reader, actor: &Actor, id: RegisterId) -> Result<Option<(Register, Level)>> {
    let Some((_, level)) = access::head(reader, actor, &REGISTER, id.record())? else { return Ok(None) };
    let found: Option<Register> =
        Query::new(REGISTER_ROW).push(" where g.id = ").push_value(id).maybe(reader)?;
    Ok(found.map(|found| (found, level)).filter(|(_, level)| *level >= Level::Card))
}

/// The lines of registers that the actor may know of: the categories, and the organisations whose card he sees, where they
/// went if they were merged.
fn entries(reader: &Reader, actor: &Actor, ids: &[RegisterId]) -> Result<Vec<Entry>> {
    let query = Query::new(
        "select e.id as id, e.register as register, o.id as organisation, coalesce(o.name, e.label) as name, e.family as family,
            e.joined as joined, e.known_from as known_from, e.departed as departed
         from register_entry e left join organisation w on w.id = e.organisation left join organisation o on o.id = coalesce(w.merged_into, w.id)
         where e.register in ('0'",
    );
    let query = ids.iter().fold(query, |query, id| query.push(", ").push_value(*id)).push(")");
    let query = actor.sees_rows(query.push(" and (o.id is null or "), "o", Level::Card).push(")");
    query
        .push(" order by case when e.organisation is null then 1 else 0 end, o.name_key, o.id, e.label, e.id")
        .all(reader)
}

fn statements(reader: &Reader, ids: &[RegisterId]) -> Result<Vec<Statement>> {
    let query = Query::new(
        "select s.id as id, s.register as register, s.measure as measure, s.figure as figure, s.as_of as as_of, s.document as document,
            coalesce(s.outlet, d.outlet) as outlet, coalesce(s.address, d.url) as address
         from register_statement s left join source_document d on d.code = s.document where s.register in ('0'",
    );
    let query = ids.iter().fold(query, |query, id| query.push(", ").push_value(*id));
    query.push(") order by s.id").all(reader)
}

/// A register, the actor's level, what it says at a date, what was published of it.
pub type Whole = (Register, Level, Composition, Vec<Statement>);

/// A register at a date, with everything that was published of it; its lines from the level *read*.
pub fn whole(reader: &Reader, actor: &Actor, id: RegisterId, day: Date) -> Result<Option<Whole>> {
    let Some((register, level)) = find(reader, actor, id)? else { return Ok(None) };
    let reads = level >= Level::Read;
    let entries = if reads { entries(reader, actor, &[id])? } else { Vec::new() };
    let statements = if reads { statements(reader, &[id])? } else { Vec::new() };
    let composition = at(&register, &entries, &statements, day);
    Ok(Some((register, level, composition, statements)))
}

/// The registers that hold an organisation now, by name: identifier, name, since when.
pub fn registers_of(
    reader: &Reader,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<Vec<(RegisterId, String)>> {
    let query = Query::new(
        "select g.id, g.name from register g where g.id in (select e.register from register_entry e where e.departed is null and e.organisation = ",
    );
    let query = query.push_value(organisation).push(") and ");
    actor.sees(query, "g.id", Level::Read).push(" order by g.name_key, g.id limit 50").all(reader)
}

/// A register of one's own organisation that differs from what was published of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AtOdds {
    /// The register.
    pub register: Register,
    /// What it says, and what was published.
    pub composition: Composition,
}

/// The registers of the organisation acted for that differ today from the last count published: for who keeps them.
pub fn at_odds(reader: &Reader, actor: &Actor, today: Date) -> Result<Vec<AtOdds>> {
    if !actor.may(KEEP_FILES) {
        return Ok(Vec::new());
    }
    let query = Query::new(REGISTER_ROW).push(" where r.owner = ").push_value(actor.acting_for());
    let query =
        query.push(" and g.id in (select register from register_statement where measure = 'members') and ");
    let own: Vec<Register> =
        actor.sees(query, "g.id", Level::Edit).push(" order by g.name_key, g.id limit 20").all(reader)?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<RegisterId> = own.iter().map(|register| register.id).collect();
    let (entries, statements) = (entries(reader, actor, &ids)?, statements(reader, &ids)?);
    let read = own.into_iter().map(|register| {
        let entries: Vec<Entry> = entries.iter().filter(|one| one.register == register.id).cloned().collect();
        let statements: Vec<Statement> =
            statements.iter().filter(|one| one.register == register.id).cloned().collect();
        let composition = at(&register, &entries, &statements, today);
        AtOdds { register, composition }
    });
    Ok(read.filter(|one| one.composition.differs).collect())
}
