//! The organisations that may be one, and the merges that may be undone.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::dates::day_with_year;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Merge, MergeId, Pair};
use super::super::storage;
use crate::directory::model::{Card, OrganisationId};
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/duplicates/pages/list.html")]
pub struct List {
    frame: Frame,
    pairs: Vec<Pair>,
    merges: Vec<Merge>,
}

impl List {
    fn place(&self, card: &Card) -> String {
        let country = country_name(&card.country, self.frame.t.language);
        card.city.as_ref().map_or_else(|| country.to_owned(), |city| format!("{city}, {country}"))
    }

    fn day(&self, merge: &Merge) -> String {
        day_with_year(merge.merged_at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(done): Query<Done>,
) -> Result<Page<List>, Problem> {
    let (me, (pairs, merges)) = app
        .read(&caller, |r, me| Ok((storage::pairs(r, &me.actor)?, storage::merges(r, &me.actor)?)))
        .await?;
    let frame = Frame::new(&app, &caller, me, "directory").done(done.done);
    Ok(Page(StatusCode::OK, List { frame, pairs, merges }))
}

/// Two organisations that are not the same.
#[derive(Debug, Deserialize)]
pub struct Two {
    one: String,
    other: String,
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
