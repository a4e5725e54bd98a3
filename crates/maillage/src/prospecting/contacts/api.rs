//! Contacts in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::storage::file_of;
use super::model::{Contact, ContactId, ContactRole};
use super::rules::{ContactInput, check_contact};
use super::storage::{add_contact, change, contacts};
use crate::directory::OrganisationId;
use crate::directory::people::reading;
use crate::frame::{ApiCaller, ApiJson, App, json_created};

/// A contact.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactJson {
    /// Its identifier.
    pub id: String,
    /// First name and name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// What he weighs in the decision.
    pub role: Option<&'static str>,
    /// Whether one calls him first.
    pub main: bool,
    /// The day on which he left the company.
    pub left_on: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Why these data may be kept.
    pub legal_basis: &'static str,
    /// When the person was informed.
    pub informed_on: Option<String>,
    /// Where these data come from.
    pub found_in: Option<String>,
    /// The day of the last interaction with him.
    pub last_contact_on: Option<String>,
    /// The version, for `If-Match`.
    pub version: i64,
}

impl ContactJson {
    fn of(contact: Contact) -> Self {
        let day = |day: jiff::civil::Date| day.to_string();
        Self {
            id: contact.id.to_string(),
            name: contact.name,
            job: contact.job,
            role: contact.role.map(ContactRole::key),
            main: contact.main,
            left_on: contact.left_on.map(day),
            email: contact.email,
            phone: contact.phone,
            legal_basis: contact.legal_basis.key(),
            informed_on: contact.informed_on.map(day),
            found_in: contact.source,
            last_contact_on: contact.last_contact_on.map(day),
            version: contact.version,
        }
    }
}

/// The contacts of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactList {
    /// Whom one calls first, then those who are there, then those who left.
    pub items: Vec<ContactJson>,
}

/// A contact that was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactAdded {
    /// Its identifier.
    pub id: String,
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// The contacts of your organisation's file on a company.
#[utoipa::path(get, path = "/api/v1/companies/{id}/contacts", params(("id" = String, Path)), responses((status = 200, body = ContactList), (status = 404)), tag = "prospecting")]
pub async fn list_contacts(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<ContactList>, Problem> {
    let listed = api.read(&app, |r, me| {
        let file = file_of(r, &me.actor, id_of(&id)?)?.ok_or(ProblemKind::NotFound)?;
        Ok(ContactList { items: contacts(r, file.id)?.into_iter().map(ContactJson::of).collect() })
    });
    listed.await.map(Json)
}

/// Adds a contact to your organisation's file on a company.
#[utoipa::path(post, path = "/api/v1/companies/{id}/contacts", params(("id" = String, Path)), request_body = ContactInput, responses((status = 201, body = ContactAdded), (status = 404), (status = 422)), tag = "prospecting")]
pub async fn add_one(
    State(app): State<App>,
    api: ApiCaller,
    Path(company): Path<String>,
    body: ApiJson<ContactInput>,
) -> Result<Response, Problem> {
    let (shared, place) = (app.clone(), company.clone());
    let id = api
        .write(&app, move |tx, me, sent| {
            let company = id_of(&company)?;
            file_of(tx, &me.actor, company)?.ok_or(ProblemKind::NotFound)?;
            let new = check_contact(&body.read()?, reading(&shared, me))?;
            sent.once(tx, me, &body.request(), || {
                add_contact(tx, &me.actor, company, &new).map(|id| id.to_string())
            })
        })
        .await?;
    Ok(json_created(&format!("/api/v1/companies/{place}/contacts"), 1, ContactAdded { id }))
}

/// Changes what is known of a contact.
#[utoipa::path(put, path = "/api/v1/companies/{id}/contacts/{contact}", params(("id" = String, Path), ("contact" = String, Path)), request_body = ContactInput, responses((status = 204), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "prospecting")]
pub async fn change_contact(
    State(app): State<App>,
    api: ApiCaller,
    Path((company, contact)): Path<(String, String)>,
    body: ApiJson<ContactInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    api.write(&app, move |tx, me, sent| {
        let id: ContactId = contact.parse().map_err(|_| ProblemKind::NotFound)?;
        let company = id_of(&company)?;
        let file = file_of(tx, &me.actor, company)?.ok_or(ProblemKind::NotFound)?;
        contacts(tx, file.id)?.iter().find(|one| one.id == id).ok_or(ProblemKind::NotFound)?;
        let new = check_contact(&body.read()?, reading(&shared, me))?;
        change(tx, &me.actor, (company, id), sent.version()?, &new)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
