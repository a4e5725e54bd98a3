//! The people who may be one, and the merges that may be undone.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::storage;
use super::{PAGE, SHEETS, side};
use crate::directory::PersonId;
use crate::directory::duplicates::{Listed, MergeId, Proposed};
use crate::frame::{App, Caller, Frame};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(done): Query<Done>,
) -> Result<Page<Listed>, Problem> {
    let (me, (pairs, merges)) = app
        .read(&caller, |r, me| Ok((storage::pairs(r, &me.actor)?, storage::merges(r, &me.actor)?)))
        .await?;
    let frame = Frame::new(&app, &caller, me, "people").done(done.done);
    let told = |reason: &super::super::Resemblance| frame.t.keyed("duplicate-by-", reason.key());
    let pairs = pairs
        .iter()
        .map(|pair| Proposed {
            one: side(&frame, &pair.one),
            other: side(&frame, &pair.other),
            why: pair.reasons.iter().map(told).collect::<Vec<_>>().join(", "),
        })
        .collect();
    let (across, proposals) = (Vec::new(), Vec::new());
    let list = Listed { frame, of: "people", page: PAGE, sheets: SHEETS, pairs, across, proposals, merges };
    Ok(Page(StatusCode::OK, list))
}

/// Two who are not the same.
#[derive(Debug, Deserialize)]
pub struct Two {
    one: String,
    other: String,
}

pub async fn distinct(State(app): State<App>, caller: Caller, form: Form<Two>) -> Result<Response, Problem> {
    let (two, context) = (form.value, form.context);
    let id = |text: &str| text.parse::<PersonId>().map_err(|_| Problem::from(ProblemKind::NotFound));
    let (one, other) = (id(&two.one)?, id(&two.other)?);
    app.submit(&caller, &context, move |tx, me| storage::distinct(tx, &me.actor, one, other)).await?;
    Ok(see_other("/people/duplicates?done=done-distinct"))
}

/// Nothing: the button is the whole form.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

pub async fn undo(
    State(app): State<App>,
    caller: Caller,
    Path(merge): Path<String>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id: MergeId = merge.parse().map_err(|_| ProblemKind::NotFound)?;
    let (context, merging) = (form.context, app.registry.merging_people);
    let kept = app
        .submit(&caller, &context, move |tx, me| {
            storage::undo(tx, &me.actor, &merging, id).map(|kept| kept.to_string())
        })
        .await?;
    Ok(see_other(&format!("/people/{kept}?done=done-unmerged")))
}
