//! Writing to people about what changed: each morning finds who is due, then one job for each writes his mail. A job that runs
//! twice writes once: what was told is noted before the mail leaves, and in the same transaction as the link that it carries.

use jiff::{Timestamp, Zoned};
use platform::access::{Actor, Identity, Rights};
use platform::database::{Error, Reader, Result, Transaction};
use platform::dates::day_in_full;
use platform::i18n::{Arg, Text};
use platform::jobs::{self, Job};
use platform::mail::Mail;
use serde::{Deserialize, Serialize};

use super::rules::{due, next_morning};
use super::{Asked, Changed, MAIL, MORNING, changes};
use crate::account::{
    AccountId, Credentials, Letters, Purpose, awaiting, personal_link, seats_of, told, wish,
};
use crate::frame::App;
use crate::frame::links::Registry;
use crate::investment::PROJECT;

/// Accounts looked at in one transaction.
const BATCH: i64 = 200;
/// Records named in a mail; the page has the others.
const NAMED: usize = 20;
/// Acts said of one record.
const SAID: usize = 4;

/// Asks for the next morning.
pub async fn plan(app: &App) -> Result<(), Error> {
    let now = app.database.ids().clock().now().to_zoned(app.settings.zone());
    let at = next_morning(&now);
    let asked = move |tx: &Transaction| jobs::enqueue_once(tx, MORNING, &serde_json::json!({}), MORNING, at);
    app.database.write(asked).await.map(drop)
}

/// Finds who is due this morning, and asks for the mail of each.
pub async fn morning(app: App) -> Result<(), String> {
    let now = app.database.ids().clock().now().to_zoned(app.settings.zone());
    let mut after = None;
    loop {
        let (from, morning) = (after, now.clone());
        let last = app.database.write(move |tx| batch(tx, from, &morning)).await;
        match last.map_err(|error: Error| error.to_string())? {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}

fn batch(tx: &Transaction, after: Option<AccountId>, morning: &Zoned) -> Result<Option<AccountId>> {
    let accounts = awaiting(tx, after, BATCH)?;
    for (account, wish) in &accounts {
        if due(wish, morning).is_some() {
            jobs::enqueue(
                tx,
                MAIL,
                &serde_json::json!(Due { account: *account, morning: morning.timestamp() }),
            )?;
        }
    }
    Ok(accounts.last().map(|(account, _)| *account))
}

/// Who is to be written to, about what happened until that morning.
#[derive(Debug, Serialize, Deserialize)]
struct Due {
    account: AccountId,
    morning: Timestamp,
}

/// Writes to one person, if something changed.
pub async fn send(app: App, job: Job) -> Result<(), String> {
    let due: Due =
        serde_json::from_str(&job.payload).map_err(|error| format!("the mail cannot be read: {error}"))?;
    let (letters, writer) = (Letters::of(&app), app.clone());
    let mail = app.database.write(move |tx| write(tx, &letters, &writer.registry, &due)).await;
    match mail.map_err(|error| error.to_string())? {
        Some(mail) => app.mailer.send(&mail).await,
        None => Ok(()),
    }
}

/// What changed for one person, seat by seat.
struct Part {
    organisation: String,
    records: Vec<Changed>,
}

fn write(tx: &Transaction, letters: &Letters, registry: &Registry, of: &Due) -> Result<Option<Mail>> {
    let morning = of.morning.to_zoned(letters.zone.clone());
    let wish = wish(tx, of.account)?;
    let Some(since) = due(&wish, &morning) else { return Ok(None) };
    let asked = Asked { reach: wish.reach, since, until: of.morning };
    let parts = parts(tx, registry, of.account, asked)?;
    told(tx, of.account, of.morning)?;
    if parts.is_empty() {
        return Ok(None);
    }
    let link = personal_link(tx, of.account, Purpose::Rhythm, Purpose::Rhythm.life())?;
    let rhythm = format!("{}/changes/rhythm/{}", letters.address, link.secret());
    letters.to(tx, of.account, |t, to| {
        let since = since.to_zoned(letters.zone.clone());
        let subject = t.with("digest-subject", "instance", &letters.instance);
        (subject, body(t, to, &Body { letters, registry, parts: &parts, since, rhythm }))
    })
}

/// What each seat of an account reads of what changed. Seen from two seats, a record is told once.
fn parts(reader: &Reader, registry: &Registry, account: AccountId, asked: Asked) -> Result<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    for seat in seats_of(reader, account, asked.until)? {
        let identity =
            Identity::Member { account: account.0, seat: seat.id, acting_for: seat.organisation.group() };
        let Some(actor) = Actor::member(reader, identity, Rights::NONE, asked.until)? else { continue };
        let mut records = changes(reader, &actor, registry, asked)?.records;
        records
            .retain(|one| parts.iter().all(|part| part.records.iter().all(|two| two.record != one.record)));
        if !records.is_empty() {
            parts.push(Part { organisation: seat.organisation_name, records });
        }
    }
    Ok(parts)
}

struct Body<'a> {
    letters: &'a Letters,
    registry: &'a Registry,
    parts: &'a [Part],
    since: Zoned,
    rhythm: String,
}

fn body(t: &Text, to: &Credentials, about: &Body) -> String {
    let all: usize = about.parts.iter().map(|part| part.records.len()).sum();
    let mut lines = vec![t.format(
        "digest-opening",
        vec![
            ("name", Arg::from(to.name())),
            ("n", Arg::from(all)),
            ("day", Arg::from(day_in_full(about.since.date(), t.language))),
        ],
    )];
    let mut left = NAMED;
    for part in about.parts {
        if about.parts.len() > 1 {
            lines.push(part.organisation.clone());
        }
        for one in part.records.iter().take(left) {
            lines.push(told_of(t, about, one));
        }
        left = left.saturating_sub(part.records.len());
    }
    if all > NAMED {
        lines.push(t.with("digest-more", "n", all - NAMED));
    }
    lines.push(t.with2(
        "digest-end",
        "url",
        format!("{}/changes", about.letters.address),
        "rhythm",
        about.rhythm.as_str(),
    ));
    lines.join("\n\n")
}

/// A record: what it is called, what was done to it, where it is.
fn told_of(t: &Text, about: &Body, one: &Changed) -> String {
    let acts = one.acts.iter().take(SAID).map(|act| {
        let what = super::pages::act_told(t, act);
        let who = super::pages::who(t, act, &about.letters.instance);
        format!("  – {what} ({who})")
    });
    // A code name is made to be said; the name of a company, of a person, does not travel by mail.
    let title = if one.kind == PROJECT.name { one.title.clone() } else { String::new() };
    let mut lines = vec![super::pages::name_of(t, &Changed { title, ..one.clone() })];
    lines.extend(acts);
    if one.acts.len() > SAID {
        lines.push(format!("  – {}", t.with("digest-more-acts", "n", one.acts.len() - SAID)));
    }
    lines.push(format!("  {}{}", about.letters.address, about.registry.url(&one.kind, one.record)));
    lines.join("\n")
}
