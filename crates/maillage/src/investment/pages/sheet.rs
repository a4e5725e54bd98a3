//! The sheet of a project, at the level that its reader holds.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::access::{self, Audit, Grant, Level};
use platform::database::Reader;
use platform::dates::{day_in_short, day_with_year, time_of_day};
use platform::web::{Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::fields::{FIELDS, Field, FieldRule, Group, Input};
use super::super::model::{Project, ProjectId};
use super::super::rules::{Gap, Hand, lacking, makes_sense, may_enter, may_share};
use super::super::stages::{Mover, STAGES, Stage};
use super::super::standing::clocks::Stay;
use super::super::status::Status;
use super::super::storage::history::{History, history};
use super::super::storage::read::{self, Happening};
use super::fields::{Shown, choice_label, shown};
use crate::attachments::Panel;
use crate::directory::ORGANISATION;
use crate::frame::rights::{PROTECT_DATA, RUN_PROJECTS, SHARE_ALL};
use crate::frame::{App, Caller, Frame, Me};

/// A step of the bar of stages.
struct Step {
    key: &'static str,
    done: bool,
    current: bool,
    next: bool,
    late: bool,
    note: Option<String>,
}

/// What stands between a project and its next stage.
struct Gate {
    next: Stage,
    gaps: Vec<(&'static str, String)>,
    note: Option<String>,
    /// The stages that may be passed to, with a reason, when nothing of theirs is missing.
    beyond: Vec<Stage>,
}

/// A line of the timeline.
struct Event {
    iso: String,
    when: String,
    icon: &'static str,
    title: String,
    changes: Vec<(String, Option<String>, Option<String>)>,
    reason: Option<String>,
    by: String,
    /// The day on which its values were taken away.
    redacted: Option<String>,
    /// Where they may be.
    redaction: Option<String>,
}

/// A line of "who sees this".
pub struct AccessLine {
    who: String,
    why: String,
    /// Whether the company's card is shown with it.
    company: bool,
    level: String,
    bars: [bool; 6],
    grant: Option<String>,
}

#[derive(Template)]
#[template(path = "investment/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    project: Project,
    reads: bool,
    edits: bool,
    manages: bool,
    steps: Vec<Step>,
    gate: Option<Gate>,
    back: Vec<Stage>,
    groups: Vec<(Group, Vec<Shown>)>,
    known: usize,
    all: usize,
    events: Vec<Event>,
    access: Vec<AccessLine>,
    files: Option<Panel>,
}

impl Sheet {
    fn referent_name(&self) -> Option<&str> {
        self.project.colleague(Field::Referent)
    }

    /// Until when it sleeps, or why it is over, for those who read it.
    fn standing(&self) -> Option<String> {
        let standing = &self.project.standing;
        if !self.reads || standing.status == Status::Ongoing {
            return None;
        }
        let t = &self.frame.t;
        let until =
            standing.until.map(|day| t.with("status-look-again", "day", day_with_year(day, t.language)));
        let cause = standing.cause.as_ref().map(|cause| t.keyed("cause-", cause));
        let lost_to = standing.lost_to.as_ref().map(|place| t.with("status-lost-to", "place", place));
        let said: Vec<String> = [until, cause, lost_to].into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }

    fn verified(&self) -> Option<String> {
        let at = self.project.verified_at.filter(|_| self.reads)?;
        let day = day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language);
        Some(self.frame.t.with("verified-on", "day", day))
    }

    fn name(&self) -> &str {
        self.project.facts.get(Field::CodeName).unwrap_or_default()
    }
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// The key of its words.
    pub done: Option<String>,
}

impl Done {
    /// With this.
    pub fn said(done: Option<String>) -> Self {
        Self { done }
    }
}

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<ProjectId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Page<Sheet>, Problem> {
    let id = id_of(&id)?;
    let (_, page) = app
        .read(&caller, |r, me| {
            let (project, level) = read::find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let frame = Frame::new(&app, &caller, me.clone(), "projects").done(done.done.clone());
            let groups = shown(&frame, &project, level);
            let events = read::timeline(r, &me.actor, id, level)?
                .iter()
                .map(|event| told(&frame, &project, event))
                .collect();
            let history = history(r, id)?;
            let steps = steps(&frame, &project, &history.stays(frame.now));
            let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
            let gate = gate(&frame, me, &project, &history).filter(|_| edits);
            let access = access_lines(&frame, me, &project, level, r)?;
            let files =
                (level >= Level::Read).then(|| Panel::of(r, &frame, id.record(), edits)).transpose()?;
            Ok(put_together(frame, me, project, level, Parts { groups, events, steps, gate, access, files }))
        })
        .await?;
    Ok(Page(StatusCode::OK, page))
}

struct Parts {
    groups: Vec<(Group, Vec<Shown>)>,
    events: Vec<Event>,
    steps: Vec<Step>,
    gate: Option<Gate>,
    access: Vec<AccessLine>,
    files: Option<Panel>,
}

fn put_together(frame: Frame, me: &Me, project: Project, level: Level, parts: Parts) -> Sheet {
    let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
    let sensible = |rule: &&FieldRule| makes_sense(rule, &project.facts) || project.facts.has(rule.field);
    let known = FIELDS.iter().filter(|rule| project.facts.has(rule.field)).count();
    let all = FIELDS.iter().filter(sensible).count();
    Sheet {
        reads: level >= Level::Read,
        edits,
        manages: edits && level >= Level::Manage && shares(me, &project),
        gate: parts.gate,
        back: if edits && project.standing.status.rule().moves {
            project.stage.backward().collect()
        } else {
            Vec::new()
        },
        known,
        // One of the two names of the company is enough.
        all: all - 1,
        groups: parts.groups,
        events: parts.events,
        steps: parts.steps,
        access: parts.access,
        files: parts.files,
        frame,
        project,
    }
}

/// Whether this person answers for the officers of the organisation that opened the project.
fn manages(me: &Me, project: &Project) -> bool {
    me.may(SHARE_ALL) && me.organisation == project.owner
}

/// Whether this person may show the project and take it back.
pub fn shares(me: &Me, project: &Project) -> bool {
    may_share(&project.facts, &me.account.to_string(), manages(me, project))
}

/// What the next stage asks for, and who must move the project there, if it may move at all.
fn gate(frame: &Frame, me: &Me, project: &Project, history: &History) -> Option<Gate> {
    let next = project.stage.next().filter(|_| project.standing.status.rule().moves)?;
    let account = me.account.to_string();
    let hand = Hand { account: &account, manager: manages(me, project), declared: history.declared() };
    let evidence = history.proved;
    let link = |gap: Gap| match gap {
        Gap::Field(field) => (field.key(), format!("/projects/{}/edit#{}", project.id, field.key())),
        Gap::Evidence => (gap.key(), format!("/projects/{}/evidence", project.id)),
    };
    let beyond = project.stage.onward().skip(1).filter(|stage| {
        lacking(&project.facts, evidence, *stage).is_empty()
            && may_enter(stage.rule().mover, &project.facts, hand)
    });
    Some(Gate {
        next,
        gaps: lacking(&project.facts, evidence, next).into_iter().map(link).collect(),
        note: waits_for(frame, project, next, hand),
        beyond: beyond.collect(),
    })
}

/// Who else must make the next move, if this person may not.
fn waits_for(frame: &Frame, project: &Project, next: Stage, hand: Hand<'_>) -> Option<String> {
    let mover = next.rule().mover;
    if may_enter(mover, &project.facts, hand) {
        return None;
    }
    let t = &frame.t;
    let named = |field: Field, key| project.colleague(field).map(|name| t.with(key, "name", name));
    match mover {
        Mover::SecondReader => named(Field::SecondReader, "gate-second-reader"),
        Mover::Verifier => named(Field::Verifier, "gate-verifier"),
        Mover::Referent => named(Field::Referent, "gate-referent"),
        Mover::Officer => None,
    }
}

fn steps(frame: &Frame, project: &Project, stays: &[Stay]) -> Vec<Step> {
    let t = &frame.t;
    let day = |at: Timestamp| day_in_short(at.to_zoned(frame.zone.clone()).date(), t.language);
    STAGES
        .iter()
        .map(|rule| {
            let current = rule.stage == project.stage;
            let stay = stays.iter().rev().find(|stay| stay.stage == rule.stage);
            let stay = stay.filter(|_| rule.stage <= project.stage);
            let late = current && project.standing.status.rule().moves && stay.is_some_and(Stay::late);
            let note = match stay {
                Some(stay) if late => Some(t.with2("days-late", "n", stay.days(), "usual", rule.usual_days)),
                Some(stay) => Some(day(stay.from)),
                None if rule.stage < project.stage => Some(t.text("stage-passed").to_owned()),
                None => None,
            };
            Step {
                key: rule.key,
                done: rule.stage < project.stage && stay.is_some(),
                current,
                next: Some(rule.stage) == project.stage.next(),
                late,
                note,
            }
        })
        .collect()
}

fn told(frame: &Frame, project: &Project, event: &Happening) -> Event {
    let (t, line) = (&frame.t, &event.line);
    let at = line.at.to_zoned(frame.zone.clone());
    let same_year = at.year() == frame.now.to_zoned(frame.zone.clone()).year();
    let day =
        if same_year { day_in_short(at.date(), t.language) } else { day_with_year(at.date(), t.language) };
    let (before, after) = (line.before(), line.after());
    let text = |side: &serde_json::Value, key: &str| {
        side.get(key).and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let stage =
        |side: &serde_json::Value| text(side, "stage").map(|key| t.keyed("stage-", &key)).unwrap_or_default();
    let level =
        |side: &serde_json::Value| text(side, "level").map(|key| t.keyed("level-", &key)).unwrap_or_default();
    let with = |side: &serde_json::Value| text(side, "with").unwrap_or_default();
    let (icon, title) = match line.verb.as_str() {
        "journal.redacted" => ("lock", t.text("event-redaction").to_owned()),
        // Their titles say values.
        verb @ ("project.moved" | "record.shared" | "record.unshared" | "file.added" | "file.removed")
            if line.redacted_at.is_some() =>
        {
            ("file", t.keyed("event-redacted-", &verb.replace('.', "-")))
        }
        "project.opened" => ("flag", t.text("event-opened").to_owned()),
        "project.moved" => ("right", t.with2("event-moved", "from", stage(&before), "to", stage(&after))),
        "record.shared" => ("lock", t.with2("event-shared", "with", with(&after), "level", level(&after))),
        "record.unshared" => ("lock", t.with("event-unshared", "with", with(&before))),
        "project.verified" => ("check", t.text("event-verified").to_owned()),
        "project.status" => {
            let key = text(&after, "status").unwrap_or_default();
            ("clock", t.with("event-status", "status", t.keyed("status-", &key)))
        }
        "project.reviewed" => {
            let key = text(&after, "verdict").unwrap_or_default();
            ("board", t.with("event-reviewed", "verdict", t.keyed("verdict-", &key)))
        }
        "project.paused" => ("clock", t.text("event-paused").to_owned()),
        "project.resumed" => ("clock", t.text("event-resumed").to_owned()),
        "evidence.added" => {
            ("file", t.with("event-evidence-added", "name", text(&after, "file").unwrap_or_default()))
        }
        "evidence.removed" => {
            ("file", t.with("event-evidence-removed", "name", text(&before, "file").unwrap_or_default()))
        }
        "restatement.proposed" | "restatement.refused" | "project.restated" => {
            let field = t.keyed("field-", &text(&after, "field").unwrap_or_default());
            let key = match line.verb.as_str() {
                "restatement.proposed" => "event-restatement-proposed",
                "restatement.refused" => "event-restatement-refused",
                _ => "event-restated",
            };
            ("file", t.with(key, "field", field))
        }
        "glass.broken" => ("alert", t.text("event-glass").to_owned()),
        "glass.ended" => ("alert", t.text("event-glass-ended").to_owned()),
        "file.added" => {
            ("file", t.with("event-file-added", "name", text(&after, "file").unwrap_or_default()))
        }
        "file.removed" => {
            ("file", t.with("event-file-removed", "name", text(&before, "file").unwrap_or_default()))
        }
        _ => ("file", t.text("event-changed").to_owned()),
    };
    let changes =
        if line.verb == "project.changed" { changes(frame, project, &before, &after) } else { Vec::new() };
    let by = frame.who(event.by.as_deref());
    let when = format!("{day}, {}", time_of_day(at.time(), t.language));
    let redacted =
        line.redacted_at.map(|at| day_with_year(at.to_zoned(frame.zone.clone()).date(), t.language));
    let redaction = redacts(frame, project, event).then(|| format!("/privacy/journal/{}", line.id));
    let (iso, reason) = (at.timestamp().to_string(), line.reason.clone());
    Event { iso, when, icon, title, changes, reason, by, redacted, redaction }
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
    project: &Project,
    before: &serde_json::Value,
    after: &serde_json::Value,
) -> Vec<(String, Option<String>, Option<String>)> {
    let shown = |field: Field, side: &serde_json::Value| {
        let noted = side.get(field.key()).filter(|noted| !noted.is_null())?;
        let text = noted.as_str().unwrap_or_default();
        Some(match field.rule().input {
            Input::Choice(_) => choice_label(frame, field, text),
            Input::Company | Input::Colleague | Input::Person => frame.t.text("event-other").to_owned(),
            // Those that it bears now are named; a former one is another.
            Input::Axis | Input::Programmes => under(frame, project, text),
            _ => text.to_owned(),
        })
    };
    let touched = FIELDS.iter().map(|rule| rule.field).filter(|field| after.get(field.key()).is_some());
    touched.map(|field| (field.key().to_owned(), shown(field, before), shown(field, after))).collect()
}

/// The axis or the programmes that a text identifies, by the names that the project bears.
fn under(frame: &Frame, project: &Project, text: &str) -> String {
    let name = |id: &str| {
        let known = project.headings.iter().find(|one| one.id.to_string() == id);
        known.map_or_else(|| frame.t.text("event-other"), |one| one.name(frame.t.language)).to_owned()
    };
    text.split_whitespace().map(name).collect::<Vec<_>>().join(", ")
}

fn access_lines(
    frame: &Frame,
    me: &Me,
    project: &Project,
    level: Level,
    r: &Reader,
) -> Result<Vec<AccessLine>, Problem> {
    let t = &frame.t;
    let bars = |level: Level| Level::ALL.map(|step| step <= level);
    let own = AccessLine {
        who: t.text("access-you").to_owned(),
        company: false,
        why: me.organisation_name.clone(),
        level: frame.level(&level),
        bars: bars(level),
        grant: None,
    };
    if level < Level::Manage {
        return Ok(vec![own]);
    }
    let grants = access::grants(r, project.id.record())?;
    let with_company = access::granted_because(r, &ORGANISATION, project.id.record())?;
    let lines = Audit::of(r, project.id.record(), me.actor.at)?.into_iter().map(|audit| {
        let grant = grants.iter().find(|grant| grant.principal == audit.principal);
        let who = match (audit.role.as_deref(), audit.people) {
            (Some(role), n) => t.with2("access-role", "role", t.keyed("role-group-", role), "n", n),
            (None, n) => t.with2("access-group", "name", audit.name.clone(), "n", n),
        };
        let company = grant.is_some_and(|grant| with_company.contains(&grant.principal));
        AccessLine {
            who,
            company,
            why: why(frame, project, grant),
            level: frame.level(&audit.level),
            bars: bars(audit.level),
            grant: grant.filter(|_| shares(me, project)).map(|grant| grant.id.to_string()),
        }
    });
    Ok(std::iter::once(own).chain(lines).collect())
}

fn why(frame: &Frame, project: &Project, grant: Option<&Grant>) -> String {
    let Some(grant) = grant else { return frame.t.keyed("access-default-", project.visibility.key()) };
    let day = |at: Timestamp| day_with_year(at.to_zoned(frame.zone.clone()).date(), frame.t.language);
    match grant.valid_until {
        Some(until) => frame.t.with2("access-granted-until", "reason", &grant.reason, "until", day(until)),
        None => frame.t.with2("access-granted", "reason", &grant.reason, "on", day(grant.granted_at)),
    }
}
