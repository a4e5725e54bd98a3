//! The same change made to several projects at once: chosen in the list, shown before it is made, and made whole or not at
//! all.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{Actor, Level};
use platform::database::{Reader, Transaction};
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::fields::Field;
use super::super::levels::{Levels, Reach};
use super::super::model::{Facts, Project, ProjectId};
use super::super::pages::fields::{Choices, FormField, Sent, fact, form_groups};
use super::super::storage::read::find_each;
use super::super::storage::write::change;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame};

/// The fields that several projects may be given together: those that sort them, not those that describe one.
pub const CHANGED: &[Field] = &[
    Field::Referent,
    Field::SecondReader,
    Field::Priority,
    Field::Likelihood,
    Field::Sector,
    Field::Clientele,
    Field::Function,
    Field::Calendar,
];

/// How many at once: a page of the list and some.
pub const MOST: usize = 100;

/// Why a project is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// One sees it without changing it.
    Level,
    /// Its win is verified.
    Frozen,
}

impl Left {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Level => "several-left-level",
            Self::Frozen => "several-left-frozen",
        }
    }
}

/// What keeps a field of a project from being changed, if anything does.
pub fn left(project: &Project, level: Level, field: Field) -> Option<Left> {
    if level < project.levels.changed_from(field.rule()).max(Level::Edit) {
        Some(Left::Level)
    } else if project.verified_at.is_some() && !field.rule().lives {
        Some(Left::Frozen)
    } else {
        None
    }
}

/// A project and the version of it that somebody read.
pub type Chosen = (ProjectId, i64);

/// Gives a field of several projects the same value. One that changed since it was read, or that may not be changed,
/// refuses them all.
pub fn change_each(
    tx: &Transaction,
    actor: &Actor,
    chosen: &[Chosen],
    field: Field,
    value: Option<&str>,
    language: Language,
) -> Result<usize, Problem> {
    if chosen.is_empty() || chosen.len() > MOST || !CHANGED.contains(&field) {
        return Err(ProblemKind::Unreadable.into());
    }
    for (id, version) in chosen {
        let changes = vec![(field, value.map(str::to_owned))];
        change(tx, actor, *id, *version, &changes, language).map_err(|problem| {
            if problem.kind == ProblemKind::Stale {
                problem.back_to(format!("/projects/{id}"))
            } else {
                problem
            }
        })?;
    }
    Ok(chosen.len())
}

#[derive(Template)]
#[template(path = "investment/lists/pages/bulk.html")]
struct Bulk {
    frame: Frame,
    field: FormField,
    /// Each project that changes, with what it says now.
    changed: Vec<(Project, Option<String>)>,
    left: Vec<(Project, Left)>,
    faults: Faults,
}

/// What an address or a form says of which projects and which field.
struct Asked {
    ids: Vec<ProjectId>,
    field: Field,
}

impl Asked {
    fn read(pairs: &[(String, String)]) -> Result<Self, Problem> {
        let said = |name: &'static str| pairs.iter().filter(move |(known, _)| known == name);
        let ids: Result<Vec<ProjectId>, _> = said("id").map(|(_, id)| id.parse()).collect();
        let ids = ids.map_err(|_| ProblemKind::NotFound)?;
        let field = said("field").next().and_then(|(_, key)| Field::from_key(key));
        let field = field.filter(|field| CHANGED.contains(field)).ok_or(ProblemKind::Unreadable)?;
        if ids.is_empty() || ids.len() > MOST {
            let problem = Problem::from(ProblemKind::Invalid).saying("several-none");
            return Err(problem.back_to("/projects?view=list"));
        }
        Ok(Self { ids, field })
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(&query).map_err(|_| ProblemKind::Unreadable)?;
    show(&app, &caller, &Asked::read(&pairs)?, None, Faults::default()).await
}

/// The projects in the order asked, each as the actor sees it. One that he does not see is not found.
fn chosen(reader: &Reader, actor: &Actor, ids: &[ProjectId]) -> Result<Vec<(Project, Level)>, Problem> {
    let mut found = find_each(reader, actor, ids)?;
    if ids.iter().any(|id| found.iter().all(|(project, _)| project.id != *id)) {
        return Err(ProblemKind::NotFound.into());
    }
    found.sort_by_cached_key(|(project, _)| ids.iter().position(|id| *id == project.id));
    Ok(found)
}

async fn show(
    app: &App,
    caller: &Caller,
    asked: &Asked,
    sent: Option<&Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (projects, choices)) = app
        .read(caller, |r, me| {
            if !me.may(RUN_PROJECTS) {
                return Err(ProblemKind::Forbidden.into());
            }
            let projects = chosen(r, &me.actor, &asked.ids)?;
            Ok((projects, Choices::read(r, me, &Facts::default())?))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "projects");
    let reach = Reach { level: Level::Manage, levels: &Levels::default() };
    let groups = form_groups(&frame, &choices, &Facts::default(), reach, sent);
    let field = groups.into_iter().flat_map(|(_, fields)| fields).find(|one| one.name == asked.field.key());
    let field = field.ok_or(ProblemKind::Unreadable)?;
    let (mut changed, mut kept) = (Vec::new(), Vec::new());
    for (project, level) in projects {
        if let Some(why) = left(&project, level, asked.field) {
            kept.push((project, why));
        } else {
            let now = fact(&frame, &project, level, asked.field);
            changed.push((project, now));
        }
    }
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, Bulk { frame, field, changed, left: kept, faults }).into_response())
}

pub async fn make(
    State(app): State<App>,
    caller: Caller,
    form: Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (pairs, context) = (form.value, form.context);
    let asked = Asked::read(&pairs)?;
    let versions: Option<Vec<i64>> =
        pairs.iter().filter(|(name, _)| name == "version").map(|(_, version)| version.parse().ok()).collect();
    let versions = versions.filter(|known| known.len() == asked.ids.len()).ok_or(ProblemKind::Unreadable)?;
    let read: Vec<Chosen> = asked.ids.iter().copied().zip(versions).collect();
    let sent: Sent = pairs.into_iter().collect();
    let value = sent.get(asked.field.key()).cloned();
    let field = asked.field;
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let value = value.as_deref().filter(|value| !value.is_empty());
            change_each(tx, &me.actor, &read, field, value, me.language)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other("/projects?view=list&done=done-several")),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(&app, &caller, &asked, Some(&sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
