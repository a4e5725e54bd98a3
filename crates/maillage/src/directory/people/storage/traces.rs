//! Where a person is named in what an organisation wrote: texts of records, by the search index, and values of the journal.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{Actor, PrincipalId, RecordId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry, EntryId};
use platform::text::normalise;
use serde_json::{Value, json};

use super::held::{surety, swept};
use crate::frame::personal::{Due, Held, LINES, Subject, Surety, known};

/// Letters shown on each side of a name, in a text.
const AROUND: usize = 90;

#[derive(FromRow)]
struct Text {
    kind: String,
    record: RecordId,
    title: String,
    text: String,
    noted: Timestamp,
}

/// Texts that name him, or that bear his address: they are read over by hand.
pub fn texts(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new(
        "select d.kind as kind, d.record as record, min(d.title) as title, max(d.text_key) as text, min(r.created_at) as noted
         from search_document d join record r on r.id = d.record where d.kind <> 'person' and r.owner = ",
    );
    let query = query.push_value(owner).push(" and (' ' || d.text_key || ' ' like ");
    let query = query.push_value(format!("% {} %", subject.name_key));
    let query = query.push(" or ' ' || d.text_key || ' ' like ");
    let query = query.push_value(address_key(subject).map(|address| format!("% {address} %")));
    let query = query.push(") group by d.kind, d.record order by d.kind, d.record limit ").push_value(LINES);
    let found: Vec<Text> = query.all(reader)?;
    let mut held: Vec<Held> = found.into_iter().map(|one| passage(subject, one)).collect();
    held.sort_by_key(|one| one.surety);
    Ok(held)
}

/// The address as the search index has it.
fn address_key(subject: &Subject) -> Option<String> {
    subject.email.as_deref().map(normalise).filter(|key| !key.is_empty())
}

fn passage(subject: &Subject, one: Text) -> Held {
    let padded = format!(" {} ", one.text);
    let at = |key: &str| padded.find(&format!(" {key} ")).map(|at| (at, key.len()));
    let by_address = address_key(subject).and_then(|key| at(&key));
    let place = by_address.or_else(|| at(&subject.name_key));
    Held {
        line: one.record.to_string(),
        surety: if by_address.is_some() { Surety::Address } else { Surety::Name },
        title: one.title,
        url: None,
        values: known([
            ("passage", place.map(|(at, length)| around(&padded, at, length))),
            ("noted_on", Some(one.noted.to_zoned(TimeZone::UTC).date().to_string())),
        ]),
        record: Some((one.kind, one.record)),
        parts: Vec::new(),
    }
}

/// What stands around a name, as the search index has it: without case nor accents.
fn around(text: &str, at: usize, length: usize) -> String {
    let before: String =
        text[..at].chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at..].chars().take(length + AROUND).collect();
    format!("… {} …", format!("{before}{after}").trim())
}

#[derive(FromRow)]
struct Line {
    id: EntryId,
    at: Timestamp,
    verb: String,
    before_state: Option<String>,
    after_state: Option<String>,
    reason: Option<String>,
    /// By the record that it is about.
    surety: Surety,
}

/// The entries about him, or about what names him, whose values say who he is.
fn lines(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Line>> {
    let query = Query::new(
        "select j.id as id, j.at as at, j.verb as verb, j.before_state as before_state, j.after_state as after_state, j.reason as reason, ",
    );
    let query = surety(query, owner, subject)
        .push(" from journal j left join person p on p.id = j.record where j.acting_for = ");
    let query = query.push_value(owner).push(" and j.record in (select d.record from search_document d join record r on r.id = d.record where r.owner = ");
    let query = query
        .push_value(owner)
        .push(" and (' ' || d.text_key || ' ' like ")
        .push_value(format!("% {} %", subject.name_key));
    let query = query.push(" or d.record = ").push_value(subject.person);
    let query =
        query.push(") union select m.id from person m where m.merged_into = ").push_value(subject.person);
    let query = query.push(") order by j.id limit 500");
    let all: Vec<Line> = query.all(reader)?;
    let told = |text: &Option<String>| text.as_deref().is_some_and(|text| names(subject, text));
    Ok(all
        .into_iter()
        .filter(|line| told(&line.before_state) || told(&line.after_state) || told(&line.reason))
        .collect())
}

fn names(subject: &Subject, text: &str) -> bool {
    format!(" {} ", normalise(text)).contains(&format!(" {} ", subject.name_key)) || bears(subject, text)
}

/// Whether a text bears his address.
fn bears(subject: &Subject, text: &str) -> bool {
    subject.email.as_ref().is_some_and(|email| text.to_lowercase().contains(email.as_str()))
}

/// What the journal says of him, or of a namesake.
pub fn journal_of(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let held = |line: Line| Held {
        line: line.id.to_string(),
        surety: line.surety(subject),
        url: Some(format!("/privacy/journal/{}", line.id)),
        record: None,
        values: known([
            ("noted_on", Some(line.at.to_zoned(TimeZone::UTC).date().to_string())),
            ("before", line.before_state),
            ("after", line.after_state),
            ("reason", line.reason),
        ]),
        title: line.verb,
        parts: Vec::new(),
    };
    let mut held: Vec<Held> = lines(reader, owner, subject)?.into_iter().map(held).collect();
    held.sort_by_key(|one| one.surety);
    Ok(held)
}

impl Line {
    fn surety(&self, subject: &Subject) -> Surety {
        let values = [&self.before_state, &self.after_state, &self.reason];
        let by_address = values.into_iter().flatten().any(|text| bears(subject, text));
        if by_address { Surety::Address } else { self.surety }
    }
}

/// What stands in the place of a value.
const REDACTED: &str = "[effacé]";

fn without(subject: &Subject, value: Value) -> Value {
    match value {
        Value::String(text) if names(subject, &text) => REDACTED.into(),
        Value::Array(all) => all.into_iter().map(|one| without(subject, one)).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, without(subject, value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other,
    }
}

/// Takes his name and address out of the entries said to be about him: they stay, and another says how many were changed.
pub fn redact(
    tx: &Transaction,
    actor: &Actor,
    owner: PrincipalId,
    subject: &Subject,
    chosen: &[String],
) -> Result<u64> {
    let clean = |text: Option<String>| {
        text.map(|text| match serde_json::from_str(&text) {
            Ok(value) => without(subject, value).to_string(),
            Err(_) if names(subject, &text) => REDACTED.to_owned(),
            Err(_) => text,
        })
    };
    let mut count = 0;
    let about = |line: &Line| chosen.contains(&line.id.to_string());
    for line in lines(tx, owner, subject)?.into_iter().filter(about) {
        Query::new("update journal set before_state = $2, after_state = $3, reason = $4 where id = $1")
            .bind(line.id)
            .bind(clean(line.before_state))
            .bind(clean(line.after_state))
            .bind(clean(line.reason))
            .execute_one(tx)?;
        count += 1;
    }
    if count > 0 {
        let after = Some(json!({"count": count}));
        let entry = Entry { verb: "journal.redacted", kind: "journal", after, ..Entry::default() };
        journal::append(tx, actor, entry)?;
    }
    Ok(count)
}

/// Whether what an organisation wrote of a person names him on this line.
pub fn says(reader: &Reader, owner: PrincipalId, subject: &Subject, line: EntryId) -> Result<bool> {
    Ok(lines(reader, owner, subject)?.iter().any(|one| one.id == line))
}

/// Whether one of these texts names him.
pub fn name_him(subject: &Subject, texts: &[Option<&str>]) -> bool {
    texts.iter().flatten().any(|text| names(subject, text))
}

/// The beginning of a day, where the instance keeps time.
pub(super) fn moment(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

const WITH_VALUES: &str = " from journal where at < $1 and (before_state is not null or after_state is not null or reason is not null) and kind <> 'retention'";

/// Entries of the journal older than a day that still have values: the instance's own.
pub fn due_journal(reader: &Reader, owner: Option<PrincipalId>, before: Date) -> Result<Vec<Due>> {
    if owner.is_some() {
        return Ok(Vec::new());
    }
    let query = Query::new("select count(*), min(at)").push(WITH_VALUES).bind(moment(before));
    let (count, oldest): (i64, Option<Timestamp>) = query.one(reader)?;
    let oldest = oldest.map(|at| at.to_zoned(TimeZone::UTC).date());
    Ok(if count == 0 { Vec::new() } else { vec![Due { owner: None, count, oldest }] })
}

/// Takes the values out of some of them: what was done stays, by whom and when.
pub fn sweep_journal(tx: &Transaction, actor: &Actor, before: Date, limit: i64) -> Result<u64> {
    let query = Query::new(
        "update journal set before_state = null, after_state = null, reason = null where id in (select id",
    )
    .push(WITH_VALUES)
    .push(" order by at, id limit $2)");
    let gone = query.bind(moment(before)).bind(limit).execute(tx)?;
    swept(tx, actor, "journal", gone)?;
    Ok(gone)
}
