//! The views of a list, in its bar; the page where one renames, shares and removes them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::Reader;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::rules::{PAGES, checked, name};
use super::{View, ViewId, storage};
use crate::frame::{App, Caller, Frame, Me};

/// The views of a list, in its bar: `{% include "saved_views/pages/_panel.html" %}` over a field `views`.
pub struct Panel {
    /// Those that one finds.
    pub views: Vec<View>,
    /// The address of what is shown now.
    pub now: String,
    /// Whether this is one of them.
    pub saved: bool,
}

impl Panel {
    /// The views of a page for somebody, who looks at this address of it.
    pub fn of(reader: &Reader, me: &Me, page: &'static str, now: String) -> Result<Self, Problem> {
        let views = storage::list(reader, me, Some(page))?;
        let saved = now == page || views.iter().any(|view| view.url() == now);
        Ok(Self { views, now, saved })
    }
}

#[derive(Template)]
#[template(path = "saved_views/pages/index.html")]
struct Index {
    frame: Frame,
    views: Vec<View>,
    /// What is being saved, when something is wrong with it.
    sent: Option<New>,
    faults: Faults,
}

impl Index {
    fn page_name(&self, view: &View) -> String {
        let known = PAGES.iter().find(|(page, _)| *page == view.page);
        known.map_or_else(|| view.page.clone(), |(_, key)| self.frame.t.text(key).to_owned())
    }
}

/// What the form of a new view sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct New {
    view_url: String,
    #[serde(default)]
    view_name: String,
    shared: Option<String>,
}

/// What the form of a view sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Change {
    #[serde(default)]
    view_name: String,
    shared: Option<String>,
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Said {
    done: Option<String>,
}

fn id_of(text: &str) -> Result<ViewId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn index(
    State(app): State<App>,
    caller: Caller,
    Query(said): Query<Said>,
) -> Result<Response, Problem> {
    show(&app, &caller, said.done, None, Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    done: Option<String>,
    sent: Option<New>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, views) = app.read(caller, |r, me| Ok(storage::list(r, me, None)?)).await?;
    let frame = Frame::new(app, caller, me, "projects").done(done);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, Index { frame, views, sent, faults }).into_response())
}

pub async fn create(State(app): State<App>, caller: Caller, form: Form<New>) -> Result<Response, Problem> {
    let (sent, context) = (form.value, form.context);
    let said = sent.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let new = checked(&said.view_url, &said.view_name, said.shared.is_some())?;
            storage::save(tx, me, &new)?;
            Ok(if new.query.is_empty() { new.page.to_owned() } else { format!("{}?{}", new.page, new.query) })
        })
        .await;
    match outcome {
        Ok(url) => {
            let separator = if url.contains('?') { '&' } else { '?' };
            Ok(see_other(&format!("{url}{separator}done=done-view-saved")))
        }
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, None, Some(sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Change>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let mut faults = Faults::default();
            let (name, key) = name(&sent.view_name, &mut faults);
            faults.or(())?;
            storage::change(tx, me, id, (&name, &key), sent.shared.is_some()).map(drop)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other("/views?done=done-saved")),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, None, None, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    app.submit(&caller, &form.context, move |tx, me| storage::remove(tx, me, id)).await?;
    Ok(see_other("/views?done=done-view-removed"))
}
