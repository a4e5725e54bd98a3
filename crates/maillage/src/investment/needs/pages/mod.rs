//! The page on which needs are said, one line each, and how a sheet shows them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::i18n::{Language, Text};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde_json::Value as Json;

use super::super::fields::Field;
use super::super::model::{Project, ProjectId};
use super::super::pages::fields::{Sent, figure_text};
use super::super::pages::lines::{self, SPARE};
use super::super::pages::sheet::{Done, id_of};
use super::super::pages::tabs::{Part, Tabs};
use super::model::{Family, NEEDS, Need, NeedInput, NeedKind, Strength};
use super::{check, of_project, put, seen_from};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

/// A need, as a sheet shows it.
pub struct NeedShown {
    /// What is needed.
    pub label: String,
    /// Whether a place must have it.
    pub must: bool,
    /// How much and by when, in the reader's language.
    pub said: Option<String>,
    /// How that is counted.
    pub counted: Option<String>,
    /// What one should know of it.
    pub note: Option<String>,
}

/// Needs, as a sheet shows them: what a place must have first.
pub fn shown(t: &Text, needs: &[Need]) -> Vec<NeedShown> {
    let one = |need: &Need| NeedShown {
        label: t.keyed("need-", need.kind.key()),
        must: need.strength == Strength::Must,
        said: said(need, t.language),
        counted: need.counted(t.language),
        note: need.note.clone(),
    };
    let mut all: Vec<NeedShown> = needs.iter().map(one).collect();
    all.sort_by_key(|need| !need.must);
    all
}

/// How much and by when, in the reader's language.
fn said(need: &Need, language: Language) -> Option<String> {
    let figure = need.figure.as_ref().map(|figure| figure_text(figure, language));
    let date = need.date.as_ref().map(|date| date.print(language));
    let parts: Vec<String> = [figure, date].into_iter().flatten().collect();
    if parts.is_empty() { need.said.clone() } else { Some(parts.join(", ")) }
}

/// The needs that a line of the journal says on one side, in words.
pub fn told(t: &Text, side: &Json) -> Vec<String> {
    let text = |need: &Json, key: &str| need.get(key).and_then(Json::as_str).map(str::to_owned);
    let one = |need: &Json| {
        let kind = text(need, "kind").map(|key| t.keyed("need-", &key)).unwrap_or_default();
        let strength = text(need, "strength").map(|key| t.keyed("strength-", &key));
        let parts = [text(need, "said"), strength, text(need, "note")];
        let rest = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        t.with2("filter-said", "name", kind, "value", rest)
    };
    side.get("needs").and_then(Json::as_array).map(|all| all.iter().map(one).collect()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "investment/needs/pages/needs.html")]
struct Needs {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    version: i64,
    lines: Vec<NeedInput>,
    /// Those that stand now, when somebody else changed the project meanwhile.
    theirs: Option<Vec<NeedShown>>,
    faults: Faults,
}

impl Needs {
    fn families(&self, line: &NeedInput) -> Vec<(String, Vec<Select>)> {
        let t = &self.frame.t;
        let option = |kind: NeedKind| Select {
            key: kind.key().into(),
            label: t.keyed("need-", kind.key()),
            chosen: kind.key() == line.kind,
        };
        let of = |family: &Family| {
            NEEDS.iter().filter(|rule| rule.family == *family).map(|rule| option(rule.kind)).collect()
        };
        Family::ALL.iter().map(|family| (t.keyed("need-family-", family.key()), of(family))).collect()
    }

    fn strengths(&self, line: &NeedInput) -> Vec<Select> {
        let option = |strength: &Strength| Select {
            key: strength.key().into(),
            label: self.frame.t.keyed("strength-", strength.key()),
            chosen: strength.key() == line.strength,
        };
        Strength::ALL.iter().map(option).collect()
    }

    fn fault(&self, line: &usize, field: &str) -> Option<String> {
        lines::fault(&self.frame, &self.faults, line + 1, field)
    }

    fn summary(&self) -> Vec<(String, String)> {
        lines::summary(&self.frame, &self.faults)
    }

    fn written(&self) -> Option<&str> {
        self.project.facts.get(Field::Requirements)
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, done).await
}

/// What was typed, with the version it was typed on, and what is wrong with it; nothing is, when somebody else was faster.
struct Typed {
    lines: Vec<NeedInput>,
    version: i64,
    faults: Faults,
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    typed: Option<Typed>,
    done: Done,
) -> Result<Response, Problem> {
    let (me, (project, level, needs)) = app
        .read(caller, |r, me| {
            let (project, level, needs) = of_project(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Edit.max(seen_from(&project)) || !me.may(RUN_PROJECTS) {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            Ok((project, level, needs))
        })
        .await?;
    let frame = Frame::new(app, caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::NEEDS);
    let stale = typed.as_ref().is_some_and(|typed| typed.faults.0.is_empty());
    let status = match &typed {
        None => StatusCode::OK,
        Some(_) if stale => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let theirs = stale.then(|| shown(&frame.t, &needs));
    let (mut lines, version, faults) = match typed {
        Some(Typed { lines, version, faults }) => {
            (lines, if stale { project.version } else { version }, faults)
        }
        None => (needs.iter().map(Need::input).collect(), project.version, Faults::default()),
    };
    lines.extend(std::iter::repeat_n(NeedInput::default(), SPARE));
    Ok(Page(status, Needs { frame, tabs, project, version, lines, theirs, faults }).into_response())
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let version = lines::version(&sent)?;
    let typed = typed(&sent);
    let (inputs, today) =
        (typed.clone(), app.database.ids().clock().now().to_zoned(app.settings.zone()).date());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            of_project(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            put(tx, &me.actor, id, version, &check(&inputs, me.language, today)?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&lines::next(&sent, id, "needs", "done-needs"))),
        Err(problem) if lines::answerable(&problem) => {
            let typed = Typed { lines: typed, version, faults: Faults(problem.faults) };
            show(&app, &caller, id, Some(typed), Done::default()).await
        }
        Err(problem) => Err(problem),
    }
}

/// The lines of the form, those to be removed left blank.
fn typed(sent: &Sent) -> Vec<NeedInput> {
    lines::each(sent, |text| NeedInput {
        kind: text("kind"),
        strength: text("strength"),
        said: text("said"),
        note: text("note"),
    })
}
