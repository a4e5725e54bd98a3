//! The SQL of what becomes of an interaction: its step done or handed over, corrected, withdrawn.

use platform::access::{self, Actor, Level, Visibility};
use platform::database::{Query, Reader, Result, Transaction};
use platform::jobs;
use platform::journal::{self, Entry};
use platform::search;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::{Value, json};

use super::super::super::INTERACTION;
use super::super::super::model::FileId;
use super::super::super::storage::{may_keep, settle_last};
use super::super::model::{Interaction, InteractionId, NewInteraction};
use super::super::rules::may_amend;
use super::{company_of, interaction};
use crate::directory::{self, OrganisationId};

/// Notes that a next step was done. Doing it twice changes nothing.
pub fn mark_done(tx: &Transaction, actor: &Actor, id: InteractionId) -> Result<OrganisationId, Problem> {
    let company = company_of(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    access::require(tx, actor, &INTERACTION, id.record(), Level::Contribute)?;
    let done = Query::new("update interaction set next_done_at = $2 where id = $1 and next_done_at is null")
        .bind(id)
        .bind(actor.at)
        .execute(tx)?;
    if done == 1 {
        journal::append(
            tx,
            actor,
            Entry {
                verb: "interaction.step-done",
                kind: INTERACTION.name,
                record: Some(id.record()),
                ..Entry::default()
            },
        )?;
    }
    Ok(company)
}

/// An interaction that the actor may correct: his own, or any of his organisation's for who answers for its officers.
pub fn amendable(reader: &Reader, actor: &Actor, id: InteractionId) -> Result<Interaction, Problem> {
    let (found, level) = interaction(reader, actor, id)?.ok_or(ProblemKind::NotFound)?;
    may_keep(actor)?;
    if !may_amend(&found, level, actor) {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("interaction-not-yours")
            .back_to(format!("/interactions/{id}")));
    }
    Ok(found)
}

/// Corrects an interaction, from the version that the person read.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    id: InteractionId,
    version: i64,
    new: &NewInteraction,
) -> Result<(), Problem> {
    let before = amendable(tx, actor, id)?;
    access::touch(tx, actor, id.record(), version)?;
    let step = before.next_step == new.next_step && before.next_due == new.next_due;
    Query::new(
        "update interaction set channel = $2, held_on = $3, summary = $4, next_step = $5, next_due = $6 where id = $1",
    )
    .bind(id)
    .bind(new.channel)
    .bind(new.held_on)
    .bind(&new.summary)
    .bind(new.next_step.as_deref())
    .bind(new.next_due)
    .execute_one(tx)?;
    settle_last(tx, &files_of(tx, id)?)?;
    if !step {
        // Another step is owed anew.
        Query::new("update interaction set next_done_at = null where id = $1").bind(id).execute_one(tx)?;
    }
    let (was, is) = (facts(&before), facts_of(new));
    let changed = |one: &Value, other: &Value| {
        let kept = one.as_object().into_iter().flatten().filter(|(key, value)| other.get(key) != Some(value));
        Value::Object(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
    };
    let text = before.summary != new.summary || before.next_step != new.next_step;
    let mut after = changed(&is, &was);
    if text {
        // What was said stays where it can be erased.
        after["text"] = json!(true);
    }
    note(tx, actor, id, "interaction.changed", (Some(changed(&was, &is)), Some(after)), None)?;
    search::remove(tx, id.record())?;
    jobs::enqueue(tx, "interaction.index", &json!({"id": id}))?;
    Ok(())
}

/// The files on whose timelines it stands.
fn files_of(reader: &Reader, id: InteractionId) -> Result<Vec<FileId>> {
    Query::new("select company_file from interaction where id = $1 union select company_file from interaction_also where interaction = $1")
        .bind(id)
        .all(reader)
}

fn facts(said: &Interaction) -> Value {
    json!({"channel": said.channel, "held_on": said.held_on, "next_due": said.next_due})
}

fn facts_of(new: &NewInteraction) -> Value {
    json!({"channel": new.channel, "held_on": new.held_on, "next_due": new.next_due})
}

pub(super) fn note(
    tx: &Transaction,
    actor: &Actor,
    id: InteractionId,
    verb: &'static str,
    (before, after): (Option<Value>, Option<Value>),
    reason: Option<&str>,
) -> Result<()> {
    let entry = Entry { verb, kind: INTERACTION.name, record: Some(id.record()), before, after, reason };
    journal::append(tx, actor, entry).map(drop)
}

/// Withdraws an interaction that should not have been noted: its text and who was there are erased, nobody sees it any more, and
/// the journal keeps why.
pub fn withdraw(
    tx: &Transaction,
    actor: &Actor,
    id: InteractionId,
    version: i64,
    reason: &str,
) -> Result<OrganisationId, Problem> {
    let found = amendable(tx, actor, id)?;
    let mut faults = Faults::default();
    faults.longer(&[("withdrawal_reason", reason, 300)]);
    if reason.is_empty() {
        faults.add("withdrawal_reason", "error-required");
    }
    faults.or(())?;
    access::touch(tx, actor, id.record(), version)?;
    Query::new(
        "update interaction set withdrawn_at = $2, summary = '', next_step = null, next_due = null where id = $1",
    )
    .bind(id)
    .bind(actor.at)
    .execute_one(tx)?;
    let files = files_of(tx, id)?;
    for erase in [
        "delete from interaction_also where interaction = $1",
        "delete from interaction_contact where interaction = $1",
        "delete from interaction_colleague where interaction = $1",
    ] {
        Query::new(erase).bind(id).execute(tx)?;
    }
    settle_last(tx, &files)?;
    // By itself this kind is shown to nobody.
    access::show_to(tx, &INTERACTION, id.record(), Visibility::Owner)?;
    search::remove(tx, id.record())?;
    let before = Some(facts(&found));
    note(tx, actor, id, "interaction.withdrawn", (before, None), Some(reason))?;
    Ok(found.company)
}

/// Gives what follows to a colleague, who then owes it.
pub fn hand_over(tx: &Transaction, actor: &Actor, id: InteractionId, to: &str) -> Result<(), Problem> {
    let (found, level) = interaction(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    may_keep(actor)?;
    if level < Level::Contribute {
        return Err(ProblemKind::Forbidden.into());
    }
    let refused = |message| {
        let mut faults = Faults::default();
        faults.add("to", message);
        Err(faults.into())
    };
    if found.next_due.is_none() || found.done {
        return refused("error-step-none");
    }
    if directory::colleagues(tx, actor)?.iter().all(|one| one.account != to) {
        return refused("error-choice");
    }
    let heir = directory::acting(tx, actor, to)?;
    let reads = heir.map(|heir| access::level_of(tx, &heir, id.record())).transpose()?.flatten();
    if reads.is_none_or(|level| level < Level::Read) {
        return refused("error-step-closed");
    }
    let before: Option<String> =
        Query::new("select coalesce(next_account, account) from interaction where id = $1")
            .bind(id)
            .one(tx)?;
    Query::new("update interaction set next_account = $2 where id = $1").bind(id).bind(to).execute_one(tx)?;
    let values = (Some(json!({"next_account": before})), Some(json!({"next_account": to})));
    Ok(note(tx, actor, id, "interaction.handed-over", values, None)?)
}
