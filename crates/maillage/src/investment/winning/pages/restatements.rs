//! Restatements of a verified win: those that were made, those that await a decision, and the form of the next.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::access::Level;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::super::fields::Input;
use super::super::super::model::{Project, ProjectId};
use super::super::super::pages::fields::choice_label;
use super::super::super::pages::sheet::{Done, id_of};
use super::super::restatement::{self, Outcome, Restatement, Subject};
use super::super::storage::restatement::may_decide;
use crate::directory::colleagues;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};
use crate::plan::headings;

/// What the form of a proposal sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Proposal {
    field: String,
    text: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "investment/winning/pages/restatements.html")]
struct Restatements {
    frame: Frame,
    project: Project,
    level: Level,
    lines: Vec<Restatement>,
    colleagues: Vec<(String, String)>,
    axes: Vec<(String, String)>,
    edits: bool,
    decides: bool,
    account: String,
    typed: Proposal,
    faults: Faults,
}

impl Restatements {
    fn day(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    fn decided(&self, line: &Restatement) -> Option<String> {
        line.decided_at.as_ref().map(|at| self.day(at))
    }

    /// The name of what is restated.
    fn subject(&self, key: &str) -> String {
        self.frame.t.keyed("field-", key)
    }

    /// A text as people read it: keys of lists in words, and records by no name that one may not see.
    fn said(&self, key: &str, text: Option<&str>) -> String {
        let t = &self.frame.t;
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            return t.text("empty").to_owned();
        };
        match Subject::from_key(key) {
            Some(Subject::Status) => t.keyed("status-", text),
            Some(Subject::Field(field)) => match field.rule().input {
                Input::Choice(_) => choice_label(&self.frame, field, text),
                Input::Colleague => {
                    let known = self.colleagues.iter().find(|(account, _)| account == text);
                    known.map_or_else(|| t.text("event-other").to_owned(), |(_, name)| name.clone())
                }
                Input::Axis => {
                    let known = self.axes.iter().find(|(axis, _)| axis == text);
                    known.map_or_else(|| t.text("event-other").to_owned(), |(_, name)| name.clone())
                }
                Input::Company => t.text("event-other").to_owned(),
                _ => text.to_owned(),
            },
            None => text.to_owned(),
        }
    }

    fn subjects(&self) -> Vec<Select> {
        // Records and people are chosen from lists, which one line of text does not offer.
        let typed = |subject: &Subject| match subject {
            Subject::Field(field) => {
                !matches!(field.rule().input, Input::Company | Input::Colleague)
                    && self.project.levels.show(*field, self.level)
            }
            Subject::Status => true,
        };
        Subject::all()
            .filter(typed)
            .map(|subject| Select {
                key: subject.key().into(),
                label: self.subject(subject.key()),
                chosen: subject.key() == self.typed.field,
            })
            .collect()
    }

    /// What a field that is a list accepts, to choose from once the field is known.
    fn offered(&self) -> Vec<Select> {
        let keys: Vec<&str> = match Subject::from_key(&self.typed.field) {
            Some(Subject::Field(field)) => match field.rule().input {
                Input::Choice(keys) => keys.to_vec(),
                Input::Axis => self.axes.iter().map(|(axis, _)| axis.as_str()).collect(),
                _ => Vec::new(),
            },
            Some(Subject::Status) => restatement::STATUSES.iter().map(|status| status.key()).collect(),
            None => Vec::new(),
        };
        let one = |key: &str| Select {
            key: key.to_owned(),
            label: self.said(&self.typed.field, Some(key)),
            chosen: key == self.typed.text,
        };
        keys.into_iter().map(one).collect()
    }

    fn stands(&self) -> String {
        let text = match Subject::from_key(&self.typed.field) {
            Some(Subject::Field(field)) if !self.project.levels.show(field, self.level) => None,
            Some(Subject::Field(field)) => self.project.facts.get(field).map(str::to_owned),
            Some(Subject::Status) => Some(self.project.standing.status.key().to_owned()),
            None => None,
        };
        self.said(&self.typed.field, text.as_deref())
    }
}

/// The field to restate, chosen first, and what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    field: Option<String>,
    done: Option<String>,
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let field = asked.field.filter(|key| Subject::from_key(key).is_some()).unwrap_or_default();
    let typed = Proposal { field, ..Proposal::default() };
    show(&app, &caller, id_of(&id)?, typed, Faults::default(), Done::said(asked.done)).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    typed: Proposal,
    faults: Faults,
    done: Done,
) -> Result<Response, Problem> {
    let (me, (project, level, lines, colleagues, axes, decides)) = app
        .read(caller, |r, me| {
            let (project, level, lines) =
                restatement::of_project(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Read {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            let people = colleagues(r, &me.actor)?.into_iter().map(|one| (one.account, one.name)).collect();
            let axes = headings(r, &me.actor)?.into_iter().filter(|one| one.kind.is_axis());
            let axes = axes.map(|one| (one.id.to_string(), one.name(me.language).to_owned())).collect();
            let decides = may_decide(r, &me.actor, &project)?;
            Ok((project, level, lines, people, axes, decides))
        })
        .await?;
    let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
    let account = me.account.to_string();
    let frame = Frame::new(app, caller, me, "projects").done(done.done);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let decides = edits && decides;
    let page = Restatements {
        frame,
        project,
        level,
        lines,
        colleagues,
        axes,
        edits,
        decides,
        account,
        typed,
        faults,
    };
    Ok(Page(status, page).into_response())
}

pub async fn propose(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Proposal>,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value, form.context);
    let sent = typed.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let subject = Subject::from_key(&sent.field).ok_or_else(|| {
                let mut faults = Faults::default();
                faults.add("restated_field", "error-choice");
                faults
            })?;
            restatement::propose(tx, &me.actor, id, (subject, &sent.text), &sent.reason, me.language)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/projects/{id}/restatements?done=done-restatement-proposed"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(&app, &caller, id, typed, Faults(problem.faults), Done::default()).await
        }
        Err(problem) => Err(problem.back_to(format!("/projects/{id}/restatements"))),
    }
}

/// What the buttons of a decision send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    outcome: String,
}

pub async fn decide(
    State(app): State<App>,
    caller: Caller,
    Path((id, one)): Path<(String, String)>,
    form: Form<Decision>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let decided = app
        .submit(&caller, &form.context, move |tx, me| {
            let outcome = Outcome::from_key(&form.value.outcome).ok_or(ProblemKind::Unreadable)?;
            restatement::decide(tx, &me.actor, id, &one, outcome)
        })
        .await;
    decided.map_err(|problem| problem.back_to(format!("/projects/{id}/restatements")))?;
    Ok(see_other(&format!("/projects/{id}/restatements?done=done-restatement-decided")))
}
