//! Writing an assets sheet, and changing what it is called, what it is about and who sees it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Visibility;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{About, SheetId};
use super::super::rules::{Sent, facts_of};
use super::super::storage;
use super::id_of;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};

/// What the link says of the sheet to be.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    territory: Option<String>,
    perimeter: Option<String>,
}

#[derive(Template)]
#[template(path = "atlas/asset_sheets/pages/edit.html")]
struct Edit {
    frame: Frame,
    /// The sheet that is changed: address and name.
    of: Option<(String, String)>,
    sent: Sent,
    faults: Faults,
    audiences: Vec<Select>,
    perimeters: Vec<Select>,
}

impl Edit {
    fn typed(&self, name: &str) -> &str {
        self.sent.get(name).map(String::as_str).unwrap_or_default()
    }
}

pub async fn new(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let mut sent = Sent::from([("visibility".to_owned(), "owner".to_owned())]);
    for (name, value) in [("territory", from.territory), ("perimeter", from.perimeter)] {
        if let Some(value) = value {
            sent.insert(name.to_owned(), value);
        }
    }
    show(&app, &caller, None, Some(sent), Faults::default()).await
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, Some(id_of(&id)?), None, Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: Option<SheetId>,
    typed: Option<Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (sheet, perimeters)) = app
        .read(caller, |r, me| {
            if !me.may(KEEP_FILES) && id.is_none() {
                return Err(Problem::from(ProblemKind::Forbidden).back_to("/asset-sheets"));
            }
            let sheet = id.map(|id| storage::editable(r, &me.actor, id)).transpose()?;
            Ok((sheet, storage::perimeters_to_choose(r, &me.actor)?))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "asset-sheets");
    let of = sheet.as_ref().map(|sheet| (format!("/asset-sheets/{}", sheet.id), sheet.name.clone()));
    let sent = typed.unwrap_or_else(|| {
        let Some(sheet) = sheet else { return Sent::new() };
        let (territory, perimeter) = match sheet.place.map(|place| place.about) {
            Some(About::Territory(id)) => (id.to_string(), String::new()),
            Some(About::Perimeter(id)) => (String::new(), id.to_string()),
            None => (String::new(), String::new()),
        };
        let pairs = [
            ("name", sheet.name),
            ("visibility", sheet.visibility.key().to_owned()),
            ("territory", territory),
            ("perimeter", perimeter),
            ("version", sheet.version.to_string()),
        ];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    });
    let chosen = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let audiences = [Visibility::Owner, Visibility::Network].map(|visibility| Select {
        key: visibility.key().to_owned(),
        label: frame.t.keyed("visibility-long-", visibility.key()),
        chosen: visibility.key() == chosen("visibility"),
    });
    let perimeters = perimeters.into_iter().map(|(id, label)| (id.to_string(), label));
    let perimeters =
        perimeters.map(|(key, label)| Select { chosen: key == chosen("perimeter"), key, label }).collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Edit { frame, of, sent, faults, audiences: audiences.into(), perimeters };
    Ok(Page(status, page).into_response())
}

pub async fn create(State(app): State<App>, caller: Caller, form: Form<Sent>) -> Result<Response, Problem> {
    let sent = form.value;
    let (typed, today) = (sent.clone(), today(&app));
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            if !me.may(KEEP_FILES) {
                return Err(ProblemKind::Forbidden.into());
            }
            let territory = storage::territory_of(tx, territory(&typed), (None, today))?;
            storage::create(tx, &me.actor, &facts_of(&typed, territory)?, false).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/asset-sheets/{id}?done=done-asset-sheet"))),
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
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent) = (id_of(&id)?, form.value);
    let version = version_of(&sent)?;
    let (typed, today) = (sent.clone(), today(&app));
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            let was = storage::editable(tx, &me.actor, id)?.place.map(|place| place.about);
            let territory = storage::territory_of(tx, territory(&typed), (was.as_ref(), today))?;
            storage::change(tx, &me.actor, id, version, &facts_of(&typed, territory)?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/asset-sheets/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, Some(id), Some(sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

fn territory(sent: &Sent) -> &str {
    sent.get("territory").map(String::as_str).unwrap_or_default()
}

fn today(app: &App) -> Date {
    app.database.ids().clock().now().to_zoned(app.settings.zone()).date()
}

/// The version of the sheet that was read.
pub fn version_of(sent: &Sent) -> Result<i64, Problem> {
    let version = sent.get("version").and_then(|version| version.parse().ok());
    version.ok_or_else(|| ProblemKind::Unreadable.into())
}
