//! What merging two organisations would do, then doing it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Choice, Fact};
use super::super::{proposals, storage};
use super::{Differing, Fusion, Side};
use crate::directory::model::{Organisation, OrganisationId};
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// The one to merge.
#[derive(Debug, Default, Deserialize)]
pub struct With {
    pub with: Option<String>,
}

fn side(organisation: &Organisation) -> Side {
    let (id, name) = (organisation.id.record(), organisation.name.clone());
    Side { id, name, fictitious: organisation.fictitious, more: String::new() }
}

/// A fact of both, in words.
pub fn told(frame: &Frame, (field, own, other): Fact) -> Differing {
    let t = &frame.t;
    let shown = |text: &str| match field {
        _ if text.is_empty() => t.text("empty").to_owned(),
        "country" | "control_country" => country_name(text, t.language).to_owned(),
        "family" => t.keyed("family-", text),
        "category" => t.keyed("category-", text),
        _ => text.to_owned(),
    };
    Differing { field, own: shown(&own), other: shown(&other), missing: own.is_empty() }
}

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// What is typed to ask another organisation.
#[derive(Debug, Default)]
pub struct Asking {
    /// Why.
    pub reason: String,
    /// What is wrong with it.
    pub faults: Faults,
}

pub async fn look(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(with): Query<With>,
) -> Result<Response, Problem> {
    let both = (id_of(&id)?, id_of(with.with.as_deref().unwrap_or_default())?);
    show(&app, &caller, both, Asking::default()).await
}

/// The plan: of a merge that one may make, or of one that another organisation is asked for.
pub async fn show(
    app: &App,
    caller: &Caller,
    (kept, dropped): (OrganisationId, OrganisationId),
    asking: Asking,
) -> Result<Response, Problem> {
    let merging = app.registry.merging;
    let (me, (plan, asked)) = app
        .read(caller, |r, me| match storage::plan(r, &me.actor, &merging, kept, dropped) {
            Ok(plan) => Ok((plan, None)),
            Err(refused) => {
                let agreed = proposals::plan(r, &me.actor, &merging, (kept, dropped))?;
                let (plan, unseen) = agreed.ok_or(refused)?;
                Ok((plan, Some((unseen, proposals::may_ask(r, &me.actor, dropped, kept)?))))
            }
        })
        .await?;
    let frame = Frame::new(app, caller, me, "directory");
    let status = if asking.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let notes = match asked {
        Some((true, _)) => vec!["merge-card-shown", "merge-former-reads"],
        Some((false, _)) => vec!["merge-former-reads"],
        None if plan.shares => Vec::new(),
        None => vec!["merge-not-shown"],
    };
    let page = Fusion {
        of: "organisations",
        page: "/duplicates",
        sheets: "/organisations/",
        kept: side(&plan.kept),
        dropped: side(&plan.dropped),
        facts: plan.facts.into_iter().map(|fact| told(&frame, fact)).collect(),
        lines: plan.lines,
        shown_to: plan.shown_to,
        notes,
        swaps: asked.map_or(!plan.kept.member, |(_, swaps)| swaps),
        asking: asked.map(|_| asking),
        frame,
    };
    Ok(Page(status, page).into_response())
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
