//! The timeline of a project: each line of its journal, in words.

use platform::access::Level;
use platform::dates::{day_in_short, day_with_year, time_of_day};
use platform::i18n::Text;
use platform::journal::Line;
use serde_json::Value as Json;

use super::super::embargo::pages::hour_text;
use super::super::fields::{Field, Input};
use super::super::model::Project;
use super::super::storage::read::Happening;
use super::super::{jobs, needs};
use super::fields::choice_label;
use crate::frame::Frame;
use crate::frame::rights::PROTECT_DATA;

/// A line of the timeline.
pub struct Event {
    /// When, for programs.
    pub iso: String,
    /// When, in words.
    pub when: String,
    /// Its sign.
    pub icon: &'static str,
    /// What happened.
    pub title: String,
    /// What changed: the key of its name, before, after.
    pub changes: Vec<(String, Option<String>, Option<String>)>,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub by: String,
    /// The day on which its values were taken away.
    pub redacted: Option<String>,
    /// Where they may be.
    pub redaction: Option<String>,
}

/// A line of the journal, told.
pub fn told(frame: &Frame, (project, held): (&Project, Level), event: &Happening) -> Event {
    let (t, line) = (&frame.t, &event.line);
    let at = line.at.to_zoned(frame.zone.clone());
    let same_year = at.year() == frame.now.to_zoned(frame.zone.clone()).year();
    let day =
        if same_year { day_in_short(at.date(), t.language) } else { day_with_year(at.date(), t.language) };
    let (before, after) = (line.before(), line.after());
    let (icon, title) = plain(t, &line.verb).unwrap_or_else(|| titled(t, line, &before, &after));
    let changes = match line.verb.as_str() {
        "project.changed" => changes(frame, (project, held), event, (&before, &after)),
        // What one does not see of the project, one does not see changed.
        "needs.changed" if held < needs::seen_from(project) => Vec::new(),
        "jobs.changed" if held < jobs::seen_from(project) => Vec::new(),
        "needs.changed" => {
            lines_changed("needs", needs::pages::told(t, &before), needs::pages::told(t, &after))
        }
        "jobs.changed" => lines_changed("jobs", jobs::pages::told(t, &before), jobs::pages::told(t, &after)),
        _ => Vec::new(),
    };
    let by = frame.who(event.by.as_deref());
    let when = format!("{day}, {}", time_of_day(at.time(), t.language));
    let redacted =
        line.redacted_at.map(|at| day_with_year(at.to_zoned(frame.zone.clone()).date(), t.language));
    let redaction = redacts(frame, project, event).then(|| format!("/privacy/journal/{}", line.id));
    let (iso, reason) = (at.timestamp().to_string(), event.reason(project, held).map(str::to_owned));
    Event { iso, when, icon, title, changes, reason, by, redacted, redaction }
}

/// What happened, by its verb, when that says it all.
fn plain(t: &Text, verb: &str) -> Option<(&'static str, String)> {
    let (icon, title) = match verb {
        "journal.redacted" => ("lock", t.text("event-redaction")),
        "project.opened" => ("flag", t.text("event-opened")),
        "project.verified" => ("check", t.text("event-verified")),
        "needs.changed" => ("file", t.text("event-needs")),
        "jobs.changed" => ("file", t.text("event-jobs")),
        "project.paused" => ("clock", t.text("event-paused")),
        "project.resumed" => ("clock", t.text("event-resumed")),
        "team.joined" => ("flag", t.text("event-team-joined")),
        "team.left" => ("flag", t.text("event-team-left")),
        "interest.declared" => ("lock", t.text("event-interest-declared")),
        "interest.lifted" => ("lock", t.text("event-interest-lifted")),
        "levels.changed" => ("lock", t.text("event-levels")),
        "glass.broken" => ("alert", t.text("event-glass")),
        "glass.ended" => ("alert", t.text("event-glass-ended")),
        _ => return None,
    };
    Some((icon, title.to_owned()))
}

/// What happened, with what its values say.
fn titled(t: &Text, line: &Line, before: &Json, after: &Json) -> (&'static str, String) {
    let text = |side: &Json, key: &str| side.get(key).and_then(Json::as_str).map(str::to_owned);
    let stage = |side: &Json| text(side, "stage").map(|key| t.keyed("stage-", &key)).unwrap_or_default();
    let level = |side: &Json| text(side, "level").map(|key| t.keyed("level-", &key)).unwrap_or_default();
    let with = |side: &Json| text(side, "with").unwrap_or_default();
    match line.verb.as_str() {
        // Their titles say values.
        verb @ ("project.moved" | "record.shared" | "record.unshared" | "file.added" | "file.removed")
            if line.redacted_at.is_some() =>
        {
            ("file", t.keyed("event-redacted-", &verb.replace('.', "-")))
        }
        "project.moved" => ("right", t.with2("event-moved", "from", stage(before), "to", stage(after))),
        "record.shared" => ("lock", t.with2("event-shared", "with", with(after), "level", level(after))),
        "record.unshared" => ("lock", t.with("event-unshared", "with", with(before))),
        "project.status" => {
            let key = text(after, "status").unwrap_or_default();
            ("clock", t.with("event-status", "status", t.keyed("status-", &key)))
        }
        "project.reviewed" => {
            let key = text(after, "verdict").unwrap_or_default();
            ("board", t.with("event-reviewed", "verdict", t.keyed("verdict-", &key)))
        }
        "evidence.added" => {
            ("file", t.with("event-evidence-added", "name", text(after, "file").unwrap_or_default()))
        }
        "evidence.removed" => {
            ("file", t.with("event-evidence-removed", "name", text(before, "file").unwrap_or_default()))
        }
        "restatement.proposed" | "restatement.refused" | "project.restated" => {
            let field = t.keyed("field-", &text(after, "field").unwrap_or_default());
            let key = match line.verb.as_str() {
                "restatement.proposed" => "event-restatement-proposed",
                "restatement.refused" => "event-restatement-refused",
                _ => "event-restated",
            };
            ("file", t.with(key, "field", field))
        }
        verb if verb.starts_with("embargo.") => ("clock", of_embargo(t, line, (before, after))),
        "file.added" => ("file", t.with("event-file-added", "name", text(after, "file").unwrap_or_default())),
        "file.removed" => {
            ("file", t.with("event-file-removed", "name", text(before, "file").unwrap_or_default()))
        }
        _ => ("file", t.text("event-changed").to_owned()),
    }
}

/// What became of an embargo, with its hour unless it was taken away.
fn of_embargo(t: &Text, line: &Line, (before, after): (&Json, &Json)) -> String {
    let side = if line.verb == "embargo.cancelled" { before } else { after };
    let said = |key: &str| side.get(key).and_then(Json::as_str);
    let Some(at) = said("at").and_then(|at| at.parse().ok()) else {
        return t.text("event-redacted-embargo").to_owned();
    };
    let key = match line.verb.as_str() {
        "embargo.planned" => "event-embargo-planned",
        "embargo.cancelled" => "event-embargo-cancelled",
        "embargo.released" => "event-embargo-released",
        _ => "event-embargo-withheld",
    };
    t.with(key, "hour", hour_text(t, at, said("zone").unwrap_or_default()))
}

/// The lines that a change took away, then those that it brought.
fn lines_changed(
    of: &str,
    before: Vec<String>,
    after: Vec<String>,
) -> Vec<(String, Option<String>, Option<String>)> {
    let gone = before.into_iter().map(|text| (of.to_owned(), Some(text), None));
    gone.chain(after.into_iter().map(|text| (of.to_owned(), None, Some(text)))).collect()
}

/// Whether the reader answers for what the line says, and may take it away.
fn redacts(frame: &Frame, project: &Project, event: &Happening) -> bool {
    let own = frame.acting();
    let ours = project.owner.to_string() == own || event.line.acting_for.as_ref() == Some(&own);
    let protects = frame.me.as_ref().is_some_and(|me| me.may(PROTECT_DATA));
    // What says that another was taken away is left in sight.
    protects && ours && event.line.has_values() && event.line.verb != "journal.redacted"
}

/// The fields that a change touched, with their texts before and after.
fn changes(
    frame: &Frame,
    (project, level): (&Project, Level),
    event: &Happening,
    (before, after): (&Json, &Json),
) -> Vec<(String, Option<String>, Option<String>)> {
    let shown = |field: Field, side: &Json| {
        let noted = side.get(field.key()).filter(|noted| !noted.is_null())?;
        let text = noted.as_str().unwrap_or_default();
        Some(match field.rule().input {
            Input::Choice(_) => choice_label(frame, field, text),
            Input::Company | Input::Colleague => {
                event.name_of(field, text).unwrap_or_else(|| frame.t.text("event-other")).to_owned()
            }
            Input::Person => frame.t.text("event-somebody").to_owned(),
            // Those that it bears now are named; a former one is another.
            Input::Axis | Input::Programmes => under(frame, project, text),
            _ => text.to_owned(),
        })
    };
    event
        .fields(project, level)
        .into_iter()
        .map(|field| (field.key().to_owned(), shown(field, before), shown(field, after)))
        .collect()
}

/// The axis or the programmes that a text identifies, by the names that the project bears.
fn under(frame: &Frame, project: &Project, text: &str) -> String {
    let name = |id: &str| {
        let known = project.headings.iter().find(|one| one.id.to_string() == id);
        known.map_or_else(|| frame.t.text("event-other"), |one| one.name(frame.t.language)).to_owned()
    };
    text.split_whitespace().map(name).collect::<Vec<_>>().join(", ")
}
