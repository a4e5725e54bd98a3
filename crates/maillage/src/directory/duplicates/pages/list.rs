//! The organisations that may be one, and the merges that may be undone.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{MergeId, Organisations};
use super::super::{proposals, storage};
use super::{Listed, Proposed, Side};
use crate::directory::model::{Card, OrganisationId};
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    pub done: Option<String>,
}

fn side(frame: &Frame, card: &Card) -> Side {
    let country = country_name(&card.country, frame.t.language);
    let more = card.city.as_ref().map_or_else(|| country.to_owned(), |city| format!("{city}, {country}"));
    Side { id: card.id.record(), name: card.name.clone(), fictitious: card.fictitious, more }
}

fn told(frame: &Frame, pair: &Organisations) -> Proposed {
    let why: Vec<String> =
        pair.reasons.iter().map(|reason| frame.t.keyed("duplicate-by-", reason.key())).collect();
    Proposed { one: side(frame, &pair.one), other: side(frame, &pair.other), why: why.join(", ") }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(done): Query<Done>,
) -> Result<Page<Listed>, Problem> {
    let (me, (pairs, across, proposals, merges)) = app
        .read(&caller, |r, me| {
            Ok((
                storage::pairs(r, &me.actor)?,
                storage::across(r, &me.actor)?,
                proposals::listed(r, &me.actor)?,
                storage::merges(r, &me.actor)?,
            ))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "directory").done(done.done);
    let told = |pairs: Vec<Organisations>| pairs.iter().map(|pair| told(&frame, pair)).collect();
    let (pairs, across) = (told(pairs), told(across));
    let (of, page, sheets) = ("organisations", "/duplicates", "/organisations/");
    Ok(Page(StatusCode::OK, Listed { frame, of, page, sheets, pairs, across, proposals, merges }))
}

/// Two that are not the same.
#[derive(Debug, Deserialize)]
pub struct Two {
    pub one: String,
    pub other: String,
}

pub async fn distinct(State(app): State<App>, caller: Caller, form: Form<Two>) -> Result<Response, Problem> {
    let (two, context) = (form.value, form.context);
    let id = |text: &str| text.parse::<OrganisationId>().map_err(|_| Problem::from(ProblemKind::NotFound));
    let (one, other) = (id(&two.one)?, id(&two.other)?);
    app.submit(&caller, &context, move |tx, me| storage::distinct(tx, &me.actor, one, other)).await?;
    Ok(see_other("/duplicates?done=done-distinct"))
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
    let (context, merging) = (form.context, app.registry.merging);
    let kept = app
        .submit(&caller, &context, move |tx, me| {
            storage::undo(tx, &me.actor, &merging, id).map(|kept| kept.to_string())
        })
        .await?;
    Ok(see_other(&format!("/organisations/{kept}?done=done-unmerged")))
}
