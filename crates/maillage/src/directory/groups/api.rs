//! Groups in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use platform::access::Level;
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Branch, Control, ControlInput};
use super::pages::control::editable;
use super::rules::check_control;
use super::storage::{group_of, state_control};
use crate::directory::find;
use crate::directory::pages::id_of;
use crate::directory::pages::new::said;
use crate::frame::{ApiCaller, ApiJson, App};

/// An organisation of the group.
#[derive(Debug, Serialize, ToSchema)]
pub struct BranchJson {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// How many stand above it on the way to the head, which comes first.
    pub depth: usize,
    /// How many more belong to it, that are not listed.
    pub more: usize,
}

impl BranchJson {
    fn of(branch: Branch) -> Self {
        Self {
            id: branch.id.to_string(),
            name: branch.name,
            country: branch.country,
            depth: branch.depth,
            more: branch.more,
        }
    }
}

/// Where decisions are taken, as somebody stated it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ControlJson {
    /// ISO 3166 country.
    pub country: String,
    /// Where that was read.
    pub source: String,
    /// Of when that is: the last day that it may be.
    pub as_of: String,
}

impl ControlJson {
    fn of(control: Control) -> Self {
        Self { country: control.country, source: control.source, as_of: control.as_of.latest().to_string() }
    }
}

/// The group of a company.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupJson {
    /// The head, then those below it, in the order of the tree; empty when nothing is known.
    pub organisations: Vec<BranchJson>,
    /// Where decisions are taken, from the level `read`.
    pub control_country: Option<String>,
    /// What was stated of that, the last first, from the level `read`.
    pub statements: Vec<ControlJson>,
}

/// The group of a company, as far as you see it, and where its decisions are taken.
#[utoipa::path(get, path = "/api/v1/companies/{id}/group", params(("id" = String, Path)), responses((status = 200, body = GroupJson), (status = 404)), tag = "prospecting")]
pub async fn get_group(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<GroupJson>, Problem> {
    let shared = app.clone();
    let group = api.read(&app, |r, me| {
        let found = find(r, &me.actor, id_of(&id)?)?.filter(|(_, level)| *level >= Level::Card);
        let (company, level) = found.ok_or(ProblemKind::NotFound)?;
        let group = group_of(r, &me.actor, &company, said(&shared, me).1)?;
        let reads = level >= Level::Read;
        let controls = group.controls.into_iter().filter(|_| reads);
        Ok(GroupJson {
            organisations: group.branches.into_iter().map(BranchJson::of).collect(),
            control_country: company.control_country.filter(|_| reads),
            statements: controls.map(ControlJson::of).collect(),
        })
    });
    group.await.map(Json)
}

/// States where the decisions of a company are taken, with the source and its date.
#[utoipa::path(post, path = "/api/v1/companies/{id}/control", params(("id" = String, Path)), request_body = ControlInput, responses((status = 204), (status = 404), (status = 422)), tag = "prospecting")]
pub async fn state(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<ControlInput>,
) -> Result<StatusCode, Problem> {
    let shared = app.clone();
    api.write(&app, move |tx, me, sent| {
        let id = id_of(&id)?;
        editable(tx, me, id)?;
        let new = check_control(&body.read()?, said(&shared, me))?;
        sent.once(tx, me, &body.request(), || {
            state_control(tx, &me.actor, id, &new)?;
            Ok(String::new())
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
