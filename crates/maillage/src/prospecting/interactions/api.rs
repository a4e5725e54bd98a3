//! Interactions in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Actor;
use platform::database::{Error, Reader, Result as Read};
use platform::text::tidy;
use platform::web::{Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::api::InteractionInput;
use super::super::storage::file_of;
use super::model::{Interaction, InteractionId, MeetingInput};
use super::noting::{self, Noted};
use super::rules::check_interaction;
use super::storage::{
    Of, There, amendable, change, hand_over, interaction, mark_done, put_present, there, withdraw,
};
use super::timeline::{page, place};
use crate::directory::people::reading;
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, Versioned, cursor, json_created, limit};

/// An interaction that was noted with whom it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotedJson {
    /// Its identifier.
    pub id: String,
    /// The company whose file it belongs to.
    pub company: String,
}

/// Somebody, or some company, that was there.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThereJson {
    /// `company`, `contact` or `colleague`.
    pub nature: String,
    /// Its identifier: for a colleague, that of the account.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What was said.
#[derive(Debug, Serialize, ToSchema)]
pub struct SaidJson {
    /// Its identifier.
    pub id: String,
    /// The company whose file it belongs to.
    pub company: String,
    /// `call`, `video`, `meeting`, `visit`, `mail` or `event`.
    pub channel: &'static str,
    /// When.
    pub held_on: String,
    /// What was said.
    pub summary: String,
    /// Who noted it.
    pub by: Option<String>,
    /// Who else was there. A company whose file the token's person does not read is not named.
    pub there: Vec<ThereJson>,
    /// The project that it was about.
    pub project: Option<String>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By when.
    pub next_due: Option<String>,
    /// Whether that was done.
    pub done: bool,
    /// To whom that was handed over.
    pub handed_over_to: Option<String>,
}

impl SaidJson {
    fn of(said: Interaction, there: &[There]) -> Self {
        let own = there.iter().filter(|one| one.interaction == said.id);
        let one = |one: &There| ThereJson {
            nature: one.nature.clone(),
            id: one.id.clone(),
            name: one.name.clone(),
        };
        Self {
            id: said.id.to_string(),
            company: said.company.to_string(),
            channel: said.channel.key(),
            held_on: said.held_on.to_string(),
            summary: said.summary,
            by: said.by_name,
            there: own.map(one).collect(),
            project: said.project.map(|id| id.to_string()),
            next_step: said.next_step,
            next_due: said.next_due.map(|day| day.to_string()),
            done: said.done,
            handed_over_to: said.heir_name,
        }
    }
}

/// A page of what was said, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SaidPage {
    /// The interactions.
    pub items: Vec<SaidJson>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// With whom or about what, and the place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SaidQuery {
    /// A company: what was said with it, alone or among others.
    company: Option<String>,
    /// A project: what was said about it. One of the two is asked for.
    project: Option<String>,
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// The timeline that is asked for; none of a company on which no file is kept.
fn asked(reader: &Reader, actor: &Actor, query: &SaidQuery) -> Result<Option<Of>, Problem> {
    let refused = |field| {
        let mut faults = Faults::default();
        faults.add(field, "error-choice");
        faults
    };
    match (&query.company, &query.project) {
        (Some(company), None) => {
            let company = company.parse().map_err(|_| refused("company"))?;
            Ok(file_of(reader, actor, company)?.map(|file| Of::File(file.id)))
        }
        (None, Some(project)) => Ok(Some(Of::Project(project.parse().map_err(|_| refused("project"))?))),
        _ => Err(refused("company").into()),
    }
}

/// What was said with a company or about a project, in the files that one's organisation keeps.
#[utoipa::path(get, path = "/api/v1/interactions", params(SaidQuery), responses((status = 200, body = SaidPage), (status = 422)), tag = "prospecting")]
pub async fn list_interactions(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<SaidQuery>,
) -> Result<Json<SaidPage>, Problem> {
    let listed = api.read(&app, |r, me| {
        let query = query.read()?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), place)?);
        let Some(of) = asked(r, &me.actor, &query)? else {
            return Ok(SaidPage { items: Vec::new(), next: None });
        };
        let (lines, next) = page(r, &me.actor, of, after, limit)?;
        Ok(SaidPage { items: told(r, &me.actor, lines)?, next })
    });
    listed.await.map(Json)
}

fn told(reader: &Reader, actor: &Actor, lines: Vec<Interaction>) -> Read<Vec<SaidJson>> {
    let ids: Vec<InteractionId> = lines.iter().map(|said| said.id).collect();
    let there = there(reader, actor, &ids)?;
    Ok(lines.into_iter().map(|said| SaidJson::of(said, &there)).collect())
}

fn id_of(text: &str) -> Result<InteractionId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// One of them, with its version.
fn one(reader: &Reader, actor: &Actor, id: InteractionId) -> Result<Versioned<SaidJson>, Problem> {
    let (said, _) = interaction(reader, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let version = said.version;
    let json = told(reader, actor, vec![said])?.pop().ok_or(ProblemKind::Internal)?;
    Ok(Versioned(Some(version), json))
}

/// One interaction.
#[utoipa::path(get, path = "/api/v1/interactions/{id}", params(("id" = String, Path)), responses((status = 200, body = SaidJson), (status = 404)), tag = "prospecting")]
pub async fn get_interaction(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let said = api.read(&app, |r, me| one(r, &me.actor, id_of(&id)?)).await?;
    Ok(said.into_response())
}

/// Notes what was said, with one company or a few, who was there, and about what. A company that your organisation did not
/// follow is followed from then on.
#[utoipa::path(post, path = "/api/v1/interactions", request_body = MeetingInput, responses((status = 201, body = NotedJson), (status = 422)), tag = "prospecting")]
pub async fn note_interaction(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<MeetingInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let noted: Noted = api
        .write(&app, move |tx, me, sent| {
            let input = body.read()?;
            let kept = sent.once(tx, me, &body.request(), || {
                let noted = noting::note(tx, &me.actor, &shared.registry, &input, reading(&shared, me))?;
                Ok(serde_json::to_string(&noted).map_err(Error::decode)?)
            })?;
            Ok(serde_json::from_str(&kept).map_err(Error::decode)?)
        })
        .await?;
    let body = NotedJson { id: noted.id.to_string(), company: noted.company.to_string() };
    Ok(json_created(&format!("/api/v1/interactions/{}", body.id), 1, body))
}

/// Corrects what one noted.
#[utoipa::path(put, path = "/api/v1/interactions/{id}", params(("id" = String, Path)), request_body = InteractionInput, responses((status = 200, body = SaidJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "prospecting")]
pub async fn change_interaction(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<InteractionInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let said = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            amendable(tx, &me.actor, id)?;
            let new = check_interaction(&body.read()?.into(), reading(&shared, me))?;
            change(tx, &me.actor, id, sent.version()?, &new)?;
            one(tx, &me.actor, id)
        })
        .await?;
    Ok(said.into_response())
}

/// Who was there.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PresentInput {
    /// Contacts of the companies' files, by identifier: all of those who were there.
    pub contacts: Vec<String>,
    /// Colleagues, by account: all of those who were there.
    pub colleagues: Vec<String>,
}

/// Corrects who was there when one noted something. Contacts of files that the token's person does not read stay as they are.
#[utoipa::path(put, path = "/api/v1/interactions/{id}/present", params(("id" = String, Path)), request_body = PresentInput, responses((status = 200, body = SaidJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "prospecting")]
pub async fn put_people_there(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<PresentInput>,
) -> Result<Response, Problem> {
    let said = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            amendable(tx, &me.actor, id)?;
            let there = body.read()?;
            put_present(tx, &me.actor, id, sent.version()?, (&there.contacts, &there.colleagues))?;
            one(tx, &me.actor, id)
        })
        .await?;
    Ok(said.into_response())
}

/// Why something is withdrawn.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct WithdrawalQuery {
    /// The reason, which the journal keeps.
    reason: String,
}

/// Withdraws what one noted: its text and who was there are erased.
#[utoipa::path(delete, path = "/api/v1/interactions/{id}", params(("id" = String, Path), WithdrawalQuery), responses((status = 204), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "prospecting")]
pub async fn withdraw_interaction(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<WithdrawalQuery>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, sent| {
        let id = id_of(&id)?;
        amendable(tx, &me.actor, id)?;
        let reason = tidy(&query.read()?.reason);
        withdraw(tx, &me.actor, id, sent.version()?, &reason)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes that the next step was done. Doing it twice changes nothing.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/completion", params(("id" = String, Path)), responses((status = 204), (status = 404)), tag = "prospecting")]
pub async fn complete_step(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| mark_done(tx, &me.actor, id_of(&id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// To whom a step goes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct HandingInput {
    /// The account of a colleague.
    pub to: String,
}

/// Gives the next step to a colleague, who then owes it.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/hand-over", params(("id" = String, Path)), request_body = HandingInput, responses((status = 204), (status = 404), (status = 422)), tag = "prospecting")]
pub async fn hand_step_over(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<HandingInput>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, sent| {
        let id = id_of(&id)?;
        interaction(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        let to = body.read()?.to;
        sent.once(tx, me, &body.request(), || {
            hand_over(tx, &me.actor, id, &to)?;
            Ok(String::new())
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
