//! What merging two organisations would do, then doing it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Choice, Plan};
use super::super::storage;
use crate::directory::model::OrganisationId;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// The one to merge.
#[derive(Debug, Default, Deserialize)]
pub struct With {
    with: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/duplicates/pages/merge.html")]
pub struct MergePage {
    frame: Frame,
    plan: Plan,
}

impl MergePage {
    fn shown(&self, field: &str, text: &str) -> String {
        let t = &self.frame.t;
        match field {
            _ if text.is_empty() => t.text("empty").to_owned(),
            "country" | "control_country" => country_name(text, t.language).to_owned(),
            "family" => t.keyed("family-", text),
            "category" => t.keyed("category-", text),
            _ => text.to_owned(),
        }
    }

    fn moves(&self) -> bool {
        self.plan.lines.iter().any(|line| line.moves + line.stays > 0)
    }
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn look(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(with): Query<With>,
) -> Result<Page<MergePage>, Problem> {
    let (kept, dropped) = (id_of(&id)?, id_of(with.with.as_deref().unwrap_or_default())?);
    let merging = app.registry.merging;
    let (me, plan) = app.read(&caller, |r, me| storage::plan(r, &me.actor, &merging, kept, dropped)).await?;
    let frame = Frame::new(&app, &caller, me, "directory");
    Ok(Page(StatusCode::OK, MergePage { frame, plan }))
}

pub async fn merge(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (kept, sent, context) = (id_of(&id)?, form.value, form.context);
    let dropped = id_of(sent.get("with").map(String::as_str).unwrap_or_default())?;
    let (choice, merging) = (Choice(sent), app.registry.merging);
    app.submit(&caller, &context, move |tx, me| {
        storage::merge(tx, &me.actor, &merging, (kept, dropped), &choice).map(|id| id.to_string())
    })
    .await?;
    Ok(see_other("/duplicates?done=done-merged"))
}
