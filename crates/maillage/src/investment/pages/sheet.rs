//! The sheet of a project, at the level that its reader holds.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::access::{self, Audit, Grant, Level};
use platform::database::Reader;
use platform::dates::{day_in_short, day_with_year};
use platform::web::{Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::embargo::pages::hour_text;
use super::super::fields::{FIELDS, Field, FieldRule, Group};
use super::super::jobs::{self, pages::JobsShown};
use super::super::model::{Project, ProjectId};
use super::super::needs::{self, pages::NeedShown};
use super::super::rules::{Gap, Hand, lacking, makes_sense, may_enter, may_share};
use super::super::stages::{Mover, STAGES, Stage};
use super::super::standing::clocks::Stay;
use super::super::status::Status;
use super::super::storage::history::{History, history};
use super::super::storage::read;
use super::events::{Event, told};
use super::fields::{Shown, shown};
use super::said;
use super::tabs::{Part, Tabs};
use crate::attachments::Panel;
use crate::directory::ORGANISATION;
use crate::frame::rights::{RUN_PROJECTS, SHARE_ALL};
use crate::frame::{App, Caller, Frame, Me};
use crate::prospecting::interactions::Timeline;

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
    tabs: Tabs,
    project: Project,
    reads: bool,
    edits: bool,
    manages: bool,
    steps: Vec<Step>,
    gate: Option<Gate>,
    back: Vec<Stage>,
    /// The hour at which it is shown to more people, for those who read it.
    embargo: Option<String>,
    groups: Vec<(Group, Vec<Shown>)>,
    needs: Vec<NeedShown>,
    jobs: JobsShown,
    known: usize,
    all: usize,
    events: Vec<Event>,
    access: Vec<AccessLine>,
    files: Option<Panel>,
    said: Timeline,
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
    /// From where on one reads what was said.
    pub said: Option<String>,
}

impl Done {
    /// With this.
    pub fn said(done: Option<String>) -> Self {
        Self { done, said: None }
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
                .map(|event| told(&frame, (&project, level), event))
                .collect();
            let history = history(r, id)?;
            let steps = steps(&frame, &project, &history.stays(frame.now));
            let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
            let gate = gate(&frame, me, &project, &history).filter(|_| edits);
            let access = access_lines(&frame, me, &project, level, r)?;
            let reads = level >= Level::Read;
            let files = reads.then(|| Panel::of(r, &frame, id.record(), edits)).transpose()?;
            let (needs, jobs) = lines(r, &frame, &project, level)?;
            let embargo = history.embargo.as_ref().filter(|_| reads);
            let embargo = embargo.map(|(at, zone)| hour_text(&frame.t, *at, zone));
            let said = if reads {
                said::about(r, &app, &frame, me, (&project, done.said.as_deref()))?
            } else {
                Timeline::default()
            };
            let parts = Parts { embargo, groups, needs, jobs, events, steps, gate, access, files, said };
            Ok(put_together(frame, me, project, level, parts))
        })
        .await?;
    Ok(Page(StatusCode::OK, page))
}

/// What is said line by line, for those who read it.
fn lines(
    r: &Reader,
    frame: &Frame,
    project: &Project,
    level: Level,
) -> Result<(Vec<NeedShown>, JobsShown), Problem> {
    let needs = if level < needs::seen_from(project) { Vec::new() } else { needs::stated(r, project.id)? };
    let jobs = if level < jobs::seen_from(project) { Vec::new() } else { jobs::stated(r, project.id)? };
    Ok((needs::pages::shown(&frame.t, &needs), jobs::pages::shown(&frame.t, project, &jobs)))
}

struct Parts {
    embargo: Option<String>,
    groups: Vec<(Group, Vec<Shown>)>,
    needs: Vec<NeedShown>,
    jobs: JobsShown,
    events: Vec<Event>,
    steps: Vec<Step>,
    gate: Option<Gate>,
    access: Vec<AccessLine>,
    files: Option<Panel>,
    said: Timeline,
}

fn put_together(frame: Frame, me: &Me, project: Project, level: Level, parts: Parts) -> Sheet {
    let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
    let sensible = |rule: &&FieldRule| makes_sense(rule, &project.facts) || project.facts.has(rule.field);
    let seen = |rule: &&FieldRule| project.levels.show(rule.field, level);
    let known = FIELDS.iter().filter(seen).filter(|rule| project.facts.has(rule.field)).count();
    let all = FIELDS.iter().filter(seen).filter(sensible).count();
    Sheet {
        tabs: Tabs::of(&frame.t, me, (&project, level), Part::SHEET),
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
        embargo: parts.embargo,
        groups: parts.groups,
        needs: parts.needs,
        jobs: parts.jobs,
        events: parts.events,
        steps: parts.steps,
        access: parts.access,
        files: parts.files,
        said: parts.said,
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
    let beside = history.beside;
    let link = |gap: Gap| (gap.key(), filled_at(project.id, gap));
    let beyond = project.stage.onward().skip(1).filter(|stage| {
        lacking(&project.facts, beside, *stage).is_empty()
            && may_enter(stage.rule().mover, &project.facts, hand)
    });
    Some(Gate {
        next,
        gaps: lacking(&project.facts, beside, next).into_iter().map(link).collect(),
        note: waits_for(frame, project, next, hand),
        beyond: beyond.collect(),
    })
}

/// Where one fills in what a stage asks for.
pub fn filled_at(id: ProjectId, gap: Gap) -> String {
    match gap {
        Gap::Field(Field::Requirements) => format!("/projects/{id}/needs"),
        Gap::Field(field) => format!("/projects/{id}/edit#{}", field.key()),
        Gap::Evidence => format!("/projects/{id}/evidence"),
    }
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
