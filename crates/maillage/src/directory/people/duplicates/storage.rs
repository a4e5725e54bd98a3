//! The SQL of duplicates and merges of people.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use platform::access::{self, Actor, Level, PrincipalId, RecordId, Visibility};
use platform::database::{Error, FromRow, Query, Reader, Result, Row, Transaction};
use platform::search;
use platform::text::normalise;
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::PERSON;
use super::super::contact::DetailKind;
use super::super::model::{PersonRow, full_name};
use super::super::storage::people::{describe, may_keep, rows_of};
use super::model::{FIELDS, Mergeable, Resemblance, facts, refusal};
use crate::directory::PersonId;
use crate::directory::duplicates::{Choice, Ledger, Merge, MergeId, Pair, Plan, differing, ledger};
use crate::frame::merging::{Merging, Moved, Relation, ToldTo};
use crate::frame::personal::Values;

/// Merges of people.
const LEDGER: Ledger = Ledger {
    kind: &PERSON,
    table: "person",
    merges: "person_merge",
    distinct: "person_distinct",
    names: "trim(k.given_name || ' ' || k.family_name) as kept_name, trim(d.given_name || ' ' || d.family_name) as dropped_name",
    told_apart: "person.distinct",
    page: "/people/duplicates",
};

/// The rows of the directory that name a person. What each organisation keeps for itself is counted for it alone; requests
/// and holds are known to those who answer for data, and to nobody else.
pub const RELATIONS: &[Relation] = &[
    Relation::new(
        "merge-person-positions",
        "position",
        "person",
        "id",
        "exists (select 1 from position k where k.person = $2 and coalesce(k.organisation, '') = coalesce(position.organisation, '')
            and coalesce(k.place, '') = coalesce(position.place, '') and k.kind = position.kind and k.duty = position.duty
            and coalesce(k.title_fr, '') = coalesce(position.title_fr, '') and coalesce(k.title_en, '') = coalesce(position.title_en, '')
            and coalesce(k.delegation, '') = coalesce(position.delegation, '') and coalesce(k.valid_from, '') = coalesce(position.valid_from, '')
            and coalesce(k.valid_until, '') = coalesce(position.valid_until, '') and coalesce(k.stated_on, '') = coalesce(position.stated_on, ''))",
    )
    .told(ToldTo::Reader("position.organisation", Level::Card)),
    // The same address stays behind when the kept one has it on the same basis, as recent and as well informed.
    Relation::new(
        "merge-person-details",
        "contact_detail",
        "person",
        "id",
        "exists (select 1 from contact_detail k where k.person = $2 and k.owner = contact_detail.owner and k.kind = contact_detail.kind
            and k.value_key = contact_detail.value_key and k.basis = contact_detail.basis and k.data_class = contact_detail.data_class
            and k.last_contact_on >= contact_detail.last_contact_on and (contact_detail.informed_on is null or k.informed_on is not null))",
    )
    .told(ToldTo::Owner("contact_detail.owner")),
    // What a person said about being written to is never left behind.
    Relation::new("merge-person-consents", "consent_event", "person", "id", "1 = 0")
        .told(ToldTo::Owner("consent_event.owner")),
    Relation::new("merge-person-requests", "data_request", "person", "id", "1 = 0").told(ToldTo::Nobody),
    Relation::new("merge-person-holds", "legal_hold", "person", "id", "1 = 0").told(ToldTo::Nobody),
    Relation::new("merge-merged", "person", "merged_into", "id", "1 = 0").told(ToldTo::Reader("person.id", Level::Card)),
];

const PAIR: &str = "select x.id, y.id, (ry.visibility = 'network' and rx.visibility <> 'network') or (ry.visibility = rx.visibility
    and exists (select 1 from account b where b.person = y.id) and not exists (select 1 from account b where b.person = x.id))";
const OF_BOTH: &str = " join record rx on rx.id = x.id join record ry on ry.id = y.id where x.anonymised_at is null and y.anonymised_at is null and ";

/// The people whom the actor may change and who may be one. Addresses and numbers are those that his own organisation
/// keeps; one that more than five people share is a switchboard.
pub fn pairs(reader: &Reader, actor: &Actor) -> Result<Vec<Pair<PersonRow, Resemblance>>> {
    let queries = vec![
        (by_account(actor), Resemblance::Account),
        (by_detail(actor, DetailKind::Email), Resemblance::Email),
        (by_detail(actor, DetailKind::Phone), Resemblance::Phone),
        (by_name(actor), Resemblance::Name),
    ];
    let found = ledger::proposed(reader, actor, &LEDGER, queries)?;
    let ids: Vec<PersonId> =
        found.iter().flat_map(|pair| [pair.one, pair.other]).map(|record| PersonId(record.0)).collect();
    let rows: BTreeMap<RecordId, PersonRow> =
        rows_of(reader, actor, &ids)?.into_iter().map(|row| (row.id.record(), row)).collect();
    Ok(found.into_iter().filter_map(|pair| pair.shown(&rows)).collect())
}

/// Somebody of one's organisation signs in by an address at which somebody else is reached.
fn by_account(actor: &Actor) -> Query<'static> {
    let query = Query::new(PAIR).push(
        " from account a join contact_detail d on d.value_key = a.email and d.person <> a.person
          join person x on x.id = case when a.person < d.person then a.person else d.person end
          join person y on y.id = case when a.person < d.person then d.person else a.person end",
    );
    let query = query.push(OF_BOTH).push("d.kind = ").push_value(DetailKind::Email).push(" and d.owner = ");
    let query = query.push_value(actor.acting_for());
    query
        .push(" and exists (select 1 from seat s where s.account = a.id and s.organisation = ")
        .push_value(actor.acting_for())
        .push(")")
}

fn by_detail(actor: &Actor, kind: DetailKind) -> Query<'static> {
    let query = Query::new(PAIR).push(
        " from contact_detail d join contact_detail e on e.owner = d.owner and e.kind = d.kind and e.value_key = d.value_key and e.person > d.person
          join person x on x.id = d.person join person y on y.id = e.person",
    );
    let query = query.push(OF_BOTH).push("d.owner = ").push_value(actor.acting_for()).push(" and d.kind = ");
    let query = query
        .push_value(kind)
        .push(" and d.value_key in (select k.value_key from contact_detail k where k.owner = ")
        .push_value(actor.acting_for());
    let query = query.push(" and k.kind = ").push_value(kind);
    query.push(" group by k.value_key having count(distinct k.person) between 2 and 5)")
}

/// The same name, and a position in an organisation that the actor sees, an institution named alike, or a seat in his own.
fn by_name(actor: &Actor) -> Query<'static> {
    let query =
        Query::new(PAIR).push(" from person x join person y on y.name_key = x.name_key and y.id > x.id");
    let query = query.push(OF_BOTH).push(
        "x.name_key in (select n.name_key from person n where n.name_key <> '' and n.merged_into is null group by n.name_key having count(*) between 2 and 50)
         and (exists (select 1 from position u join position v on v.organisation = u.organisation where u.person = x.id and v.person = y.id and ",
    );
    let query = actor.sees(query, "u.organisation", Level::Card).push(
        ") or exists (select 1 from position u join position v on v.place = u.place where u.person = x.id and v.person = y.id)
          or exists (select 1 from seat u join position v on v.organisation = u.organisation where ((u.person = x.id and v.person = y.id) or (u.person = y.id and v.person = x.id))
            and u.organisation = ",
    );
    let query = query.push_value(actor.acting_for()).push(
        ") or exists (select 1 from seat u join seat v on v.organisation = u.organisation where u.person = x.id and v.person = y.id and u.organisation = ",
    );
    query.push_value(actor.acting_for()).push("))")
}

/// Notes that two people are not the same.
pub fn distinct(tx: &Transaction, actor: &Actor, one: PersonId, other: PersonId) -> Result<(), Problem> {
    ledger::tell_apart(tx, actor, &LEDGER, one.record(), other.record())?;
    may_keep(actor)
}

/// The merges that the actor may undo, the last first.
pub fn merges(reader: &Reader, actor: &Actor) -> Result<Vec<Merge>> {
    ledger::merges(reader, actor, &LEDGER)
}

struct Sheet {
    facts: Vec<String>,
    network: bool,
    account: bool,
    owner: PrincipalId,
}

impl FromRow for Sheet {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let visibility: Visibility = row.get(10)?;
        let facts = (0..FIELDS.len()).map(|at| row.get(at)).collect::<Result<Vec<Option<String>>>>()?;
        Ok(Self {
            facts: facts.into_iter().map(Option::unwrap_or_default).collect(),
            network: visibility == Visibility::Network,
            account: row.get(11)?,
            owner: row.get(12)?,
        })
    }
}

/// What the sheet of a person says, of one who is neither merged nor anonymous.
fn sheet(reader: &Reader, id: PersonId) -> Result<Option<Sheet>> {
    Query::new(
        "select p.given_name, p.family_name, p.civility, p.country, p.languages, p.note, p.data_class, p.outlet, p.source_url, p.stated_on,
            r.visibility, exists (select 1 from account a where a.person = p.id), r.owner
         from person p join record r on r.id = p.id
         where p.merged_into is null and p.anonymised_at is null and p.id = $1",
    )
    .bind(id)
    .maybe(reader)
}

fn mergeable(reader: &Reader, actor: &Actor, id: PersonId, level: Level) -> Result<Mergeable, Problem> {
    access::require(reader, actor, &PERSON, id.record(), level)?;
    let Sheet { facts, network, account, owner } = sheet(reader, id)?.ok_or(ProblemKind::NotFound)?;
    let row = rows_of(reader, actor, &[id])?.pop().ok_or(ProblemKind::NotFound)?;
    Ok(Mergeable { row, facts, network, account, owner })
}

/// Two people whom the actor may merge: he may change the first and manage the second, since whoever sees that one will see
/// the other.
fn both(
    reader: &Reader,
    actor: &Actor,
    kept: PersonId,
    dropped: PersonId,
) -> Result<(Mergeable, Mergeable), Problem> {
    let one = mergeable(reader, actor, kept, Level::Edit)?;
    let other = mergeable(reader, actor, dropped, Level::Manage)?;
    may_keep(actor)?;
    match refusal(&one, &other) {
        None => Ok((one, other)),
        Some(refused) => {
            let back = match refused {
                "error-merge-hides" => format!("/people/{dropped}/merge?with={kept}"),
                _ => LEDGER.page.to_owned(),
            };
            Err(Problem::from(ProblemKind::Forbidden).saying(refused).back_to(back))
        }
    }
}

/// What a merge would do, without doing it.
pub fn plan(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    kept: PersonId,
    dropped: PersonId,
) -> Result<Plan<Mergeable>, Problem> {
    let (kept, dropped) = both(reader, actor, kept, dropped)?;
    let (one, other) = (kept.id().record(), dropped.id().record());
    let shares = ledger::shares(reader, actor, one)?;
    let lines = ledger::lines(reader, actor, merging, (one, other), shares)?;
    let shown_to = ledger::shown_to(reader, actor, one, other)?;
    Ok(Plan { facts: differing(facts(&kept, &dropped)), kept, dropped, lines, shares, shown_to })
}

/// Merges a person into another: facts as chosen, every row that named him. Nothing is deleted, and the journal names nobody.
pub fn merge(
    tx: &Transaction,
    actor: &Actor,
    merging: &Merging,
    (kept, dropped): (PersonId, PersonId),
    choice: &Choice,
) -> Result<MergeId, Problem> {
    let (before, other) = both(tx, actor, kept, dropped)?;
    let records = [kept.record(), dropped.record()];
    let shares = ledger::shares(tx, actor, kept.record())?;
    let moved = ledger::move_all(tx, merging, (kept.record(), dropped.record()), shares)?;
    Query::new("update person set merged_into = $2 where id = $1")
        .bind(dropped)
        .bind(kept)
        .execute_one(tx)?;
    let taken = choice.taken(facts(&before, &other));
    let mut now = before.facts.clone();
    for (field, _, other) in &taken {
        write(&mut now, field, other);
    }
    set(tx, kept, &now)?;
    let was = active_on(tx, kept)?;
    let active = was.max(active_on(tx, dropped)?);
    be_active(tx, kept, active)?;
    let written = json!({"taken": taken, "active_on": [was, active]});
    let id = ledger::write_down(tx, actor, &LEDGER, (records[0], records[1]), (&moved, &written))?;
    ledger::settle(tx, merging, &moved, records)?;
    search::remove(tx, dropped.record())?;
    ledger::told(tx, actor, &LEDGER, "person.merged", (kept.record(), json!({"dropped": dropped})))?;
    describe(tx, kept)?;
    Ok(id)
}

fn write(facts: &mut [String], field: &str, text: &str) {
    if let Some(at) = FIELDS.iter().position(|name| *name == field) {
        text.clone_into(&mut facts[at]);
    }
}

/// Writes the facts of a person, with what is derived from them.
fn set(tx: &Transaction, id: PersonId, facts: &[String]) -> Result<()> {
    let value = |at: usize| Some(facts[at].as_str()).filter(|text| !text.is_empty());
    Query::new(
        "update person set given_name = $2, family_name = $3, civility = $4, country = $5, languages = $6, note = $7, data_class = $8, outlet = $9,
            source_url = $10, stated_on = $11, name_key = $12, given_key = $13 where id = $1",
    )
    .bind(id)
    .bind(facts[0].as_str())
    .bind(facts[1].as_str())
    .bind(value(2))
    .bind(value(3))
    .bind(value(4))
    .bind(value(5))
    .bind(facts[6].as_str())
    .bind(value(7))
    .bind(value(8))
    .bind(value(9))
    .bind(normalise(&format!("{} {}", facts[1], facts[0])))
    .bind(normalise(&full_name(&facts[0], &facts[1])))
    .execute_one(tx)
}

/// The last day on which anything was noted of a person.
fn active_on(reader: &Reader, id: PersonId) -> Result<Option<Date>> {
    Query::new("select last_active_on from person where id = $1").bind(id).one(reader)
}

fn be_active(tx: &Transaction, id: PersonId, day: Option<Date>) -> Result<()> {
    Query::new("update person set last_active_on = $2 where id = $1").bind(id).bind(day).execute_one(tx)
}

/// The access list of both.
pub fn settle(tx: &Transaction, _: &[Moved], people: [RecordId; 2]) -> Result<()> {
    people.into_iter().try_for_each(|person| access::derive_again(tx, &PERSON, person))
}

/// Undoes a merge: every row that still stands where the merge put it goes back, and every fact that the merge wrote and
/// nobody changed since.
pub fn undo(tx: &Transaction, actor: &Actor, merging: &Merging, id: MergeId) -> Result<PersonId, Problem> {
    ledger::may_undo(tx, actor, &LEDGER, id)?;
    may_keep(actor)?;
    let undone = ledger::undo(tx, actor, &LEDGER, merging, id)?;
    let (kept, dropped) = (PersonId(undone.kept.0), PersonId(undone.dropped.0));
    let mut now = sheet(tx, kept)?.ok_or(ProblemKind::NotFound)?.facts;
    let taken: Vec<(String, String, String)> =
        serde_json::from_value(undone.facts["taken"].clone()).map_err(Error::decode)?;
    for (field, own, other) in &taken {
        let stands = FIELDS.iter().position(|name| name == field).is_some_and(|at| now[at] == *other);
        if stands {
            write(&mut now, field, own);
        }
    }
    set(tx, kept, &now)?;
    let [was, active]: [Option<Date>; 2] =
        serde_json::from_value(undone.facts["active_on"].clone()).map_err(Error::decode)?;
    if active_on(tx, kept)? == active {
        be_active(tx, kept, was)?;
    }
    Query::new("update person set merged_into = null where id = $1").bind(dropped).execute_one(tx)?;
    ledger::settle(tx, merging, &undone.moved, [undone.kept, undone.dropped])?;
    ledger::told(tx, actor, &LEDGER, "person.unmerged", (undone.kept, json!({"dropped": dropped})))?;
    describe(tx, dropped)?;
    describe(tx, kept)?;
    Ok(kept)
}

/// The person into whom this one was merged, for whoever sees both.
pub fn instead(reader: &Reader, actor: &Actor, id: PersonId) -> Result<Option<PersonId>> {
    let query = Query::new("select p.merged_into from person p where p.merged_into is not null and p.id = ");
    let query = actor.sees_row(query.push_value(id).push(" and "), "p", Level::Card).push(" and ");
    actor.sees(query, "p.merged_into", Level::Card).maybe(reader)
}

/// What merges wrote over, of the people who may be the subject of a request: field and value.
pub fn replaced(reader: &Reader, people: &[PersonId]) -> Result<HashMap<PersonId, Values>> {
    let query = Query::new("select kept, facts from person_merge where undone_at is null and kept in ('0'");
    let query = people.iter().fold(query, |query, person| query.push(", ").push_value(*person));
    let written: Vec<(PersonId, String)> = query.push(") order by id").all(reader)?;
    let mut all: HashMap<PersonId, Values> = HashMap::new();
    for (person, facts) in written {
        let facts: serde_json::Value = serde_json::from_str(&facts).map_err(Error::decode)?;
        let taken: Vec<(String, String, String)> =
            serde_json::from_value(facts["taken"].clone()).map_err(Error::decode)?;
        let named = |(field, own, _): (String, String, String)| {
            FIELDS.into_iter().find(|name| *name == field).map(|name| (name, own))
        };
        let values = taken.into_iter().filter_map(named).filter(|(_, own)| !own.is_empty());
        all.entry(person).or_default().extend(values);
    }
    all.retain(|_, values| !values.is_empty());
    Ok(all)
}

/// Forgets the merges of a person who becomes anonymous: what they wrote names him, and there is nothing left to undo. The
/// people merged into him, who become anonymous too.
pub fn forget(tx: &Transaction, id: PersonId) -> Result<Vec<PersonId>> {
    Query::new("delete from person_merge where kept = $1 or dropped = $1").bind(id).execute(tx)?;
    Query::new("select id from person where merged_into = $1 and anonymised_at is null").bind(id).all(tx)
}
