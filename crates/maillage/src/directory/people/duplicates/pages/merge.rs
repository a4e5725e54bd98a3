//! What merging two people would do, then doing it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::dates::ImpreciseDate;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::Mergeable;
use super::super::storage;
use super::{PAGE, SHEETS, side};
use crate::directory::PersonId;
use crate::directory::duplicates::{Choice, Differing, Fact, Fusion};
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// The one to merge.
#[derive(Debug, Default, Deserialize)]
pub struct With {
    with: Option<String>,
}

fn id_of(text: &str) -> Result<PersonId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn told(frame: &Frame, (field, own, other): Fact) -> Differing {
    let t = &frame.t;
    let shown = |text: &str| match field {
        _ if text.is_empty() => t.text("empty").to_owned(),
        "country" => country_name(text, t.language).to_owned(),
        "data_class" => t.keyed("class-", text),
        "stated_on" => serde_json::from_str::<ImpreciseDate>(text)
            .map_or_else(|_| text.to_owned(), |date| date.print(t.language)),
        _ => text.to_owned(),
    };
    Differing { field, own: shown(&own), other: shown(&other), missing: own.is_empty() }
}

/// What else is to be known before: who will see more, and whose account it is.
fn notes(kept: &Mergeable, dropped: &Mergeable) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if kept.network && !dropped.network {
        notes.push("merge-note-network");
    }
    if dropped.account {
        notes.push("merge-note-account");
    }
    notes
}

pub async fn look(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(with): Query<With>,
) -> Result<Page<Fusion>, Problem> {
    let (kept, dropped) = (id_of(&id)?, id_of(with.with.as_deref().unwrap_or_default())?);
    let merging = app.registry.merging_people;
    let (me, plan) = app.read(&caller, |r, me| storage::plan(r, &me.actor, &merging, kept, dropped)).await?;
    let frame = Frame::new(&app, &caller, me, "people");
    let page = Fusion {
        of: "people",
        page: PAGE,
        sheets: SHEETS,
        kept: side(&frame, &plan.kept.row),
        dropped: side(&frame, &plan.dropped.row),
        facts: plan.facts.into_iter().map(|fact| told(&frame, fact)).collect(),
        lines: plan.lines,
        shown_to: plan.shown_to,
        notes: notes(&plan.kept, &plan.dropped),
        swaps: plan.kept.network == plan.dropped.network,
        asking: None,
        frame,
    };
    Ok(Page(StatusCode::OK, page))
}

pub async fn merge(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (kept, sent, context) = (id_of(&id)?, form.value, form.context);
    let dropped = id_of(sent.get("with").map(String::as_str).unwrap_or_default())?;
    let (choice, merging) = (Choice(sent), app.registry.merging_people);
    app.submit(&caller, &context, move |tx, me| {
        storage::merge(tx, &me.actor, &merging, (kept, dropped), &choice).map(|id| id.to_string())
    })
    .await?;
    Ok(see_other("/people/duplicates?done=done-merged"))
}
