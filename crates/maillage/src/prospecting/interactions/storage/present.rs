//! The SQL of who was there, corrected afterwards.

use platform::access::{self, Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::web::Problem;
use serde_json::json;

use super::super::model::InteractionId;
use super::amend::{amendable, note};
use super::fault;
use crate::directory;

/// Somebody who may be ticked: a contact of a company that was there, or a colleague.
#[derive(Clone, Debug, FromRow)]
pub struct Candidate {
    /// The contact, or the account.
    pub id: String,
    /// The name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// Whether he was there.
    pub there: bool,
}

/// The files of an interaction.
const FILES: &str = "select i.company_file from interaction i where i.id = $1 union select a.company_file from interaction_also a where a.interaction = $1";

/// The contacts of the companies that were there, of the files that the actor reads: those who have not left, and whoever is
/// noted as present.
pub fn contacts_to_tick(reader: &Reader, actor: &Actor, id: InteractionId) -> Result<Vec<Candidate>> {
    let query = Query::new(
        "select k.id as id, k.name as name, k.job as job,
            exists (select 1 from interaction_contact c where c.interaction = $1 and c.contact = k.id) as there
         from contact k where k.company_file in (",
    );
    let query = query.push(FILES).bind(id).push(
        ") and (k.left_on is null or exists (select 1 from interaction_contact c where c.interaction = $1 and c.contact = k.id)) and ",
    );
    actor.sees(query, "k.company_file", Level::Read).push(" order by k.name_key, k.id limit 200").all(reader)
}

/// The colleagues, and whoever is noted as present, an earlier colleague included.
pub fn colleagues_to_tick(reader: &Reader, actor: &Actor, id: InteractionId) -> Result<Vec<Candidate>> {
    let noted: Vec<(String, String)> = Query::new(
        "select g.account, x.given_name || ' ' || x.family_name from interaction_colleague g
            join account a on a.id = g.account join person x on x.id = a.person where g.interaction = $1 order by 2, 1",
    )
    .bind(id)
    .all(reader)?;
    let there = |account: &str| noted.iter().any(|(known, _)| known == account);
    let colleagues = directory::colleagues(reader, actor)?.into_iter();
    let mut all: Vec<Candidate> = colleagues
        .map(|one| Candidate { there: there(&one.account), id: one.account, name: one.name, job: None })
        .collect();
    for (id, name) in &noted {
        if all.iter().all(|one| one.id != *id) {
            all.push(Candidate { id: id.clone(), name: name.clone(), job: None, there: true });
        }
    }
    Ok(all)
}

/// Says who was there, from the version that the person read. Contacts of files that he does not read stay as they are.
pub fn put_present(
    tx: &Transaction,
    actor: &Actor,
    id: InteractionId,
    version: i64,
    (contacts, colleagues): (&[String], &[String]),
) -> Result<(), Problem> {
    let said = amendable(tx, actor, id)?;
    let known = contacts_to_tick(tx, actor, id)?;
    if contacts.iter().any(|ticked| known.iter().all(|one| one.id != *ticked)) {
        return Err(fault("contacts", "error-contact-unknown"));
    }
    let people = colleagues_to_tick(tx, actor, id)?;
    if colleagues.iter().any(|ticked| people.iter().all(|one| one.id != *ticked)) {
        return Err(fault("colleagues", "error-choice"));
    }
    access::touch(tx, actor, id.record(), version)?;
    let moved = |all: &[Candidate], ticked: &[String], there: bool| -> Vec<String> {
        let other = all.iter().filter(|one| one.there != there && ticked.contains(&one.id) == there);
        other.map(|one| one.id.clone()).collect()
    };
    let (came, went) = (moved(&known, contacts, true), moved(&known, contacts, false));
    for contact in &came {
        insert_contact_there(tx, id, contact)?;
    }
    for contact in &went {
        Query::new("delete from interaction_contact where interaction = $1 and contact = $2")
            .bind(id)
            .bind(contact.as_str())
            .execute_one(tx)?;
        // When he was last spoken with, as far as another interaction says it.
        Query::new(
            "update contact set last_contact_on = (select max(i.held_on) from interaction_contact c join interaction i on i.id = c.interaction
                where c.contact = $1 and i.withdrawn_at is null)
             where id = $1 and last_contact_on = $2 and exists (select 1 from interaction_contact c where c.contact = $1)",
        )
        .bind(contact.as_str())
        .bind(said.held_on)
        .execute(tx)?;
    }
    let (joined, left) = (moved(&people, colleagues, true), moved(&people, colleagues, false));
    for account in &joined {
        Query::new("insert into interaction_colleague (interaction, account) values ($1, $2)")
            .bind(id)
            .bind(account.as_str())
            .execute_one(tx)?;
    }
    for account in &left {
        Query::new("delete from interaction_colleague where interaction = $1 and account = $2")
            .bind(id)
            .bind(account.as_str())
            .execute_one(tx)?;
    }
    // Who they are stays where it can be erased.
    let after = json!({"added": came.len() + joined.len(), "removed": went.len() + left.len()});
    Ok(note(tx, actor, id, "interaction.changed", (None, Some(after)), None)?)
}

fn insert_contact_there(tx: &Transaction, id: InteractionId, contact: &str) -> Result<()> {
    Query::new("insert into interaction_contact (interaction, contact) values ($1, $2)")
        .bind(id)
        .bind(contact)
        .execute_one(tx)?;
    Query::new(
        "update contact set last_contact_on = (select held_on from interaction where id = $1)
         where id = $2 and (last_contact_on is null or last_contact_on < (select held_on from interaction where id = $1))",
    )
    .bind(id)
    .bind(contact)
    .execute(tx)
    .map(drop)
}
