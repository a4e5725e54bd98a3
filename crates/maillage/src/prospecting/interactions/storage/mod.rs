//! The SQL of interactions: noting them.

mod amend;
mod present;
mod read;
mod whom;

use platform::access::{self, Actor, Level, NewRecord, Visibility};
use platform::database::{Query, Reader, Result, Transaction};
use platform::jobs;
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::contacts::insert_contact;
use super::super::model::FileId;
use super::super::storage::{file_of, may_keep, open_file, settle_last, writable};
use super::super::{COMPANY_FILE, INTERACTION};
use super::model::{InteractionId, Meeting, NewInteraction};
use crate::directory::{self, OrganisationId};

pub use amend::{amendable, change, hand_over, mark_done, withdraw};
pub use present::*;
pub use read::*;
pub use whom::*;

/// Notes what was said with a company on which a file is kept.
pub fn log(
    tx: &Transaction,
    actor: &Actor,
    company: OrganisationId,
    new: &NewInteraction,
) -> Result<InteractionId, Problem> {
    writable(tx, actor, company)?;
    hold(tx, actor, new, &Meeting::with(company))
}

/// Notes what was said, with whom and about what. Who asks has made sure that the actor sees what it was about. A company that
/// one's organisation did not follow is followed from then on.
pub fn hold(
    tx: &Transaction,
    actor: &Actor,
    new: &NewInteraction,
    meeting: &Meeting,
) -> Result<InteractionId, Problem> {
    may_keep(actor)?;
    let files: Vec<FileId> =
        meeting.companies.iter().map(|company| kept(tx, actor, *company)).collect::<Result<_, _>>()?;
    let first = *files.first().ok_or(ProblemKind::Internal)?;
    let id = insert(tx, actor, first, new, meeting)?;
    for other in files.iter().skip(1).filter(|other| **other != first) {
        Query::new("insert into interaction_also (id, interaction, company_file) values ($1, $2, $3)")
            .bind(tx.new_id::<platform::Uuid>().to_string())
            .bind(id)
            .bind(*other)
            .execute_one(tx)?;
    }
    note_present(tx, actor, id, &files, meeting)?;
    settle_last(tx, &files)?;
    let after = json!({"channel": new.channel, "held_on": new.held_on, "next_due": new.next_due,
        "companies": files.len(), "project": meeting.about});
    let entry = Entry {
        verb: "interaction.logged",
        kind: INTERACTION.name,
        record: Some(id.record()),
        after: Some(after),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    jobs::enqueue(tx, "interaction.index", &json!({"id": id}))?;
    Ok(id)
}

/// The file of one's organisation on a company that one sees, opened if there was none.
fn kept(tx: &Transaction, actor: &Actor, company: OrganisationId) -> Result<FileId, Problem> {
    directory::refuse_merged(tx, actor, company)?;
    let file = if let Some(file) = file_of(tx, actor, company)? {
        file.id
    } else {
        let seen = directory::find(tx, actor, company)?.filter(|(_, level)| *level >= Level::Card);
        seen.ok_or(ProblemKind::NotFound)?;
        open_file(tx, actor, company)?
    };
    access::require(tx, actor, &COMPANY_FILE, file.record(), Level::Contribute)?;
    Ok(file)
}

fn insert(
    tx: &Transaction,
    actor: &Actor,
    file: FileId,
    new: &NewInteraction,
    meeting: &Meeting,
) -> Result<InteractionId, Problem> {
    let owner = actor.acting_for().ok_or(ProblemKind::Forbidden)?;
    let id: InteractionId = tx.new_id();
    let record = NewRecord {
        id: id.record(),
        owner,
        visibility: Visibility::Parent,
        team: None,
        parent: Some(file.record()),
    };
    access::create(tx, actor, &INTERACTION, record)?;
    if let Some(about) = meeting.about {
        access::speak_of(tx, id.record(), about)?;
    }
    Query::new(
        "insert into interaction (id, company_file, project, channel, held_on, summary, account, next_step, next_due, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(file)
    .bind(meeting.about)
    .bind(new.channel)
    .bind(new.held_on)
    .bind(&new.summary)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(new.next_step.as_deref())
    .bind(new.next_due)
    .bind(actor.at)
    .execute_one(tx)?;
    Ok(id)
}

/// Notes who was there: contacts of these files, somebody new, colleagues.
fn note_present(
    tx: &Transaction,
    actor: &Actor,
    id: InteractionId,
    files: &[FileId],
    meeting: &Meeting,
) -> Result<(), Problem> {
    let known = contacts_of(tx, files)?;
    let mut contacts = meeting.contacts.clone();
    if contacts.iter().any(|contact| known.iter().all(|one| one.id != *contact)) {
        return Err(fault("contacts", "error-contact-unknown"));
    }
    if let (Some(newcomer), Some(file)) = (&meeting.newcomer, files.first()) {
        contacts.push(insert_contact(tx, actor, *file, newcomer)?);
    }
    for contact in contacts {
        Query::new("insert into interaction_contact (interaction, contact) values ($1, $2)")
            .bind(id)
            .bind(contact)
            .execute_one(tx)?;
    }
    let colleagues = directory::colleagues(tx, actor)?;
    for account in meeting.colleagues.iter().map(ToString::to_string) {
        if colleagues.iter().all(|one| one.account != account) {
            return Err(fault("colleagues", "error-choice"));
        }
        Query::new("insert into interaction_colleague (interaction, account) values ($1, $2)")
            .bind(id)
            .bind(account)
            .execute_one(tx)?;
    }
    Query::new(
        "update contact set last_contact_on = (select held_on from interaction where id = $1)
         where id in (select contact from interaction_contact where interaction = $1)
            and (last_contact_on is null or last_contact_on < (select held_on from interaction where id = $1))",
    )
    .bind(id)
    .execute(tx)?;
    Ok(())
}

fn fault(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// What is indexed of an interaction, later: logging one at a fair must not wait for it.
pub fn index(tx: &Transaction, id: InteractionId) -> Result<()> {
    let found: Option<(String, String)> = Query::new(
        "select o.name, i.summary from interaction i join company_file f on f.id = i.company_file join organisation o on o.id = f.company where i.id = $1 and i.withdrawn_at is null",
    )
    .bind(id)
    .maybe(tx)?;
    let Some((company, summary)) = found else { return Ok(()) };
    let document = platform::search::Document {
        record: id.record(),
        kind: INTERACTION.name,
        level: Level::Read,
        reference: None,
        name: "",
        text: &summary,
        title: &company,
    };
    platform::search::index(tx, &document)
}

/// The next interactions with a company, to index them again: those after one, in the order of their identifiers.
pub fn interactions_after(
    reader: &Reader,
    company: OrganisationId,
    after: Option<InteractionId>,
    limit: i64,
) -> Result<Vec<InteractionId>> {
    let query = Query::new(
        "select i.id from interaction i join company_file f on f.id = i.company_file where f.company = ",
    );
    let query = query.push_value(company);
    let query = match after {
        Some(after) => query.push(" and i.id > ").push_value(after),
        None => query,
    };
    query.push(" order by i.id limit ").push_value(limit).all(reader)
}
