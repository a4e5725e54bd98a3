//! What surrounds an organisation, in the API: the same verbs as the forms of its sheet.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{self, Level};
use platform::database::Transaction;
use platform::text::normalise;
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::ORGANISATION;
use super::super::api::{OrganisationJson, id_of, read};
use super::super::model::{Identifier, OrganisationId};
use super::super::pages::new::said;
use super::{IdentifierInput, LinkInput, NameInput, Said, SourceInput, TerritoryInput};
use super::{link, name, number, source, storage, territory};
use crate::frame::{ApiCaller, ApiJson, App, Me, Versioned};

type Work<T> = fn(&Transaction, &Me, OrganisationId, &T, Said) -> Result<(), Problem>;

/// Adds something around an organisation whose card is seen, then reads it again.
async fn add<T>(
    app: &App,
    api: &ApiCaller,
    id: &str,
    body: ApiJson<T>,
    work: Work<T>,
) -> Result<Versioned<OrganisationJson>, Problem>
where
    T: DeserializeOwned + Serialize + Send + 'static,
{
    let (id, shared) = (id_of(id)?, app.clone());
    api.write(app, move |tx, me, sent| {
        // What one may not see does not exist, whatever else is wrong.
        access::require(tx, &me.actor, &ORGANISATION, id.record(), Level::Card)?;
        let input = body.read()?;
        let added = || work(tx, me, id, &input, said(&shared, me)).map(|()| String::new());
        sent.once(tx, me, &body.request(), added)?;
        read(tx, me, id)
    })
    .await
}

/// Takes something away from around an organisation whose card is seen.
async fn remove<F>(app: &App, api: &ApiCaller, id: &str, work: F) -> Result<Response, Problem>
where
    F: Fn(&Transaction, &Me, OrganisationId) -> Result<(), Problem> + Send + 'static,
{
    let id = id_of(id)?;
    api.write(app, move |tx, me, _| {
        access::require(tx, &me.actor, &ORGANISATION, id.record(), Level::Card)?;
        // What is not there, or no more, is not found: no version was sent that could be stale.
        work(tx, me, id).map_err(|problem| match problem.kind {
            ProblemKind::Stale => ProblemKind::NotFound.into(),
            _ => problem,
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Adds a number in a register.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/identifiers", params(("id" = String, Path)), request_body = IdentifierInput, responses((status = 200, body = OrganisationJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_identifier(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<IdentifierInput>,
) -> Result<Versioned<OrganisationJson>, Problem> {
    add(&app, &api, &id, body, |tx, me, id, input, _| number(tx, me, id, input)).await
}

/// Takes a number away.
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/identifiers/{scheme}/{number}", params(("id" = String, Path), ("scheme" = String, Path), ("number" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn remove_identifier(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, scheme, value)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let identifier = Identifier { scheme, value };
    remove(&app, &api, &id, move |tx, me, id| storage::remove_identifier(tx, &me.actor, id, &identifier))
        .await
}

/// Adds another name.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/names", params(("id" = String, Path)), request_body = NameInput, responses((status = 200, body = OrganisationJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_name(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<NameInput>,
) -> Result<Versioned<OrganisationJson>, Problem> {
    add(&app, &api, &id, body, name).await
}

/// Takes another name away.
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/names/{name}", params(("id" = String, Path), ("name" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn remove_name(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let key = normalise(&name);
    remove(&app, &api, &id, move |tx, me, id| storage::remove_name(tx, &me.actor, id, &key)).await
}

/// Says what binds the organisation to another.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/links", params(("id" = String, Path)), request_body = LinkInput, responses((status = 200, body = OrganisationJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_link(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<LinkInput>,
) -> Result<Versioned<OrganisationJson>, Problem> {
    add(&app, &api, &id, body, link).await
}

/// Takes a link back.
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/links/{link}", params(("id" = String, Path), ("link" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn remove_link(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, link)): Path<(String, String)>,
) -> Result<Response, Problem> {
    remove(&app, &api, &id, move |tx, me, id| storage::unbind(tx, &me.actor, id, &link)).await
}

/// Says that the organisation is competent for a territory.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/competences", params(("id" = String, Path)), request_body = TerritoryInput, responses((status = 200, body = OrganisationJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_territory(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<TerritoryInput>,
) -> Result<Versioned<OrganisationJson>, Problem> {
    add(&app, &api, &id, body, territory).await
}

/// Takes a competence for a territory away.
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/competences/{territory}", params(("id" = String, Path), ("territory" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn remove_territory(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, territory)): Path<(String, String)>,
) -> Result<Response, Problem> {
    remove(&app, &api, &id, move |tx, me, id| {
        let place = territory.parse().map_err(|()| ProblemKind::NotFound)?;
        storage::remove_competence(tx, &me.actor, id, &place)
    })
    .await
}

/// Notes where the organisation was read of.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/sources", params(("id" = String, Path)), request_body = SourceInput, responses((status = 200, body = OrganisationJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_source(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<SourceInput>,
) -> Result<Versioned<OrganisationJson>, Problem> {
    add(&app, &api, &id, body, source).await
}
