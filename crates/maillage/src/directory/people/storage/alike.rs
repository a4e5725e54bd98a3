//! Known people who may be somebody who is to be given an account. Contact details are those of the actor's organisation,
//! and a person whom he does not see is not proposed.

use std::collections::{BTreeMap, BTreeSet};

use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Row, Transaction};
use platform::text::normalise;

use super::super::alike::{Alike, SignsIn, Sought};
use super::super::contact::{DetailKind, value_key};
use super::super::model::PersonRow;
use super::people::{ROW, Row1, note, with_positions};
use crate::directory::{OrganisationId, PersonId};

/// People found at once.
const MANY: i64 = 2000;

const MORE: &str =
    ", w.name as owner, (select a.email from account a where a.person = p.id) as account_email";
const FROM: &str = " from person p join record r on r.id = p.id join principal w on w.id = r.owner ";
const LIVING: &str = " and p.merged_into is null and p.anonymised_at is null and ";

struct Found {
    row: Row1,
    owner: String,
    /// The address that signs in: compared, never told.
    account: Option<String>,
    /// The address, or the organisation, by which he was found.
    by: String,
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { row: Row1::from_row(row)?, owner: row.get(6)?, account: row.get(7)?, by: row.get(8)? })
    }
}

/// For each one sought, the people that the actor sees and that may be him: reached at the same address by the actor's
/// organisation, or of the same name and with a position or a seat in the organisation.
pub fn alike(reader: &Reader, actor: &Actor, sought: &[Sought]) -> Result<Vec<Vec<Alike>>> {
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    let mut known: BTreeMap<PersonId, Row1> = BTreeMap::new();
    let mut more: BTreeMap<PersonId, (String, Option<String>)> = BTreeMap::new();
    let (mut at, mut places) = (BTreeSet::new(), BTreeSet::new());
    for (found, by) in
        [(reached(reader, actor, sought)?, &mut at), (here(reader, actor, sought)?, &mut places)]
    {
        for Found { row, owner, account, by: key } in found {
            by.insert((key, row.id));
            more.insert(row.id, (owner, account));
            known.insert(row.id, row);
        }
    }
    let rows = with_positions(reader, actor, known.into_values().collect())?;
    let one = |sought: &Sought, row: &PersonRow| {
        let (owner, account) = more.get(&row.id)?.clone();
        let email = value_key(DetailKind::Email, &sought.email);
        let signs_in = match account {
            None => SignsIn::No,
            Some(account) if account == email => SignsIn::SameAddress,
            Some(_) => SignsIn::OtherAddress,
        };
        let name = row.name_key == name_key(sought);
        let here = name && places.contains(&(sought.organisation.to_string(), row.id));
        let address = at.contains(&(email, row.id));
        (address || here).then(|| Alike { person: row.clone(), owner, address, name, here, signs_in })
    };
    let of = |sought: &Sought| {
        let mut alike: Vec<Alike> = rows.iter().filter_map(|row| one(sought, row)).collect();
        alike.sort_by_key(|one| (!one.address, !one.name, one.person.id));
        alike
    };
    Ok(sought.iter().map(of).collect())
}

fn name_key(one: &Sought) -> String {
    normalise(&format!("{} {}", one.family_name, one.given_name))
}

/// Those whom the actor's organisation reaches at one of the addresses.
fn reached(reader: &Reader, actor: &Actor, sought: &[Sought]) -> Result<Vec<Found>> {
    let query = Query::new(ROW).push(MORE).push(", d.value_key as by_key").push(FROM);
    let query = query.push(" join contact_detail d on d.person = p.id where d.kind = ");
    let query = query.push_value(DetailKind::Email).push(" and d.owner = ").push_value(actor.acting_for());
    let addresses = sought.iter().map(|one| value_key(DetailKind::Email, &one.email)).collect();
    let query = among(query.push(" and d.value_key in ("), addresses).push(LIVING);
    actor.sees_row(query, "p", Level::Card).push(" order by p.id limit ").push_value(MANY).all(reader)
}

/// Those who bear one of the names and have something to do with one of the organisations.
fn here(reader: &Reader, actor: &Actor, sought: &[Sought]) -> Result<Vec<Found>> {
    const BY_POSITION: &str = " join position x on x.person = p.id where x.organisation in (";
    const BY_SEAT: &str = " join seat x on x.person = p.id where x.organisation in (";
    let places: BTreeSet<OrganisationId> = sought.iter().map(|one| one.organisation).collect();
    let mut found = Vec::new();
    for by in [BY_POSITION, BY_SEAT] {
        let query = Query::new(ROW).push(MORE).push(", x.organisation as by_key").push(FROM).push(by);
        let query = among(query, places.iter().map(ToString::to_string).collect());
        let query = among(query.push(" and p.name_key in ("), sought.iter().map(name_key).collect());
        let query = actor.sees_row(query.push(LIVING), "p", Level::Card);
        found.extend(query.push(" order by p.id limit ").push_value(MANY).all::<Found>(reader)?);
    }
    Ok(found)
}

/// Ends a list of texts, each once.
fn among(query: Query<'_>, mut texts: Vec<String>) -> Query<'_> {
    texts.sort_unstable();
    texts.dedup();
    let mut query = query.push("''");
    for text in texts {
        query = query.push(", ").push_value(text);
    }
    query.push(")")
}

/// Notes that a known person was given an account: the caller has made sure that the actor sees him.
pub fn given_account(tx: &Transaction, actor: &Actor, person: PersonId) -> Result<()> {
    note(tx, actor, person, "person.account-given", None)
}
