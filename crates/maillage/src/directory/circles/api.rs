//! Circles in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::{Reader, Transaction};
use platform::web::{Faults, Problem, ProblemKind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Circle, CircleId, CircleInput, Line, LineId, MemberState};
use super::rules::{check_circle, check_end};
use super::storage::{self, members};
use crate::frame::rights::RUN_CIRCLES;
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, Me, cursor, cut, json_created, limit};

/// A circle.
#[derive(Debug, Serialize, ToSchema)]
pub struct CircleJson {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The organisation that founded it.
    pub owner: String,
    /// `open`, `request` or `closed`.
    pub admission: &'static str,
    /// How many members are in now.
    pub count: i64,
    /// Who is in now, for those who read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<CircleMemberJson>>,
    /// Who is invited or asks to come in, for those who read it; for others, their own side alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<Vec<CircleMemberJson>>,
}

/// A member of a circle.
#[derive(Debug, Serialize, ToSchema)]
pub struct CircleMemberJson {
    /// The line, to decide on it or to end it.
    pub id: String,
    /// `invited`, `asked`, `in` or `left`.
    pub state: &'static str,
    /// The organisation, or that of the person.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// The person, when it is one.
    pub person: Option<String>,
    /// Since when.
    pub from: Option<String>,
    /// Until when, if that is known.
    pub until: Option<String>,
}

impl CircleJson {
    fn card(circle: Circle) -> Self {
        Self {
            id: circle.id.to_string(),
            name: circle.name,
            purpose: circle.purpose,
            owner: circle.owner_name,
            admission: circle.admission.key(),
            count: circle.members,
            members: None,
            pending: None,
        }
    }
}

fn member(line: Line) -> CircleMemberJson {
    CircleMemberJson {
        id: line.id.to_string(),
        state: line.state.key(),
        organisation: line.organisation.to_string(),
        organisation_name: line.organisation_name,
        person: line.person,
        from: line.valid_from.map(|at| at.to_string()),
        until: line.valid_until.map(|at| at.to_string()),
    }
}

/// The place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CircleQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// A page of circles.
#[derive(Debug, Serialize, ToSchema)]
pub struct CirclePage {
    /// The circles visible to the token's person.
    pub items: Vec<CircleJson>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

fn cursor_of(text: &str) -> Option<(String, CircleId)> {
    let (id, key) = text.split_once('~')?;
    Some((key.to_owned(), id.parse().ok()?))
}

/// The circles.
#[utoipa::path(get, path = "/api/v1/circles", params(CircleQuery), responses((status = 200, body = CirclePage)), tag = "directory")]
pub async fn list_circles(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<CircleQuery>,
) -> Result<Json<CirclePage>, Problem> {
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), cursor_of)?);
        let mut found = storage::list(r, &me.actor, after.as_ref(), limit + 1)?;
        let more = cut(&mut found, limit);
        let next = found.last().filter(|_| more).map(|one| format!("{}~{}", one.id, one.name_key));
        Ok(CirclePage { items: found.into_iter().map(CircleJson::card).collect(), next })
    });
    page.await.map(Json)
}

/// One circle, with its members for those who read it.
#[utoipa::path(get, path = "/api/v1/circles/{id}", params(("id" = String, Path)), responses((status = 200, body = CircleJson), (status = 404)), tag = "directory")]
pub async fn get_circle(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<CircleJson>, Problem> {
    api.read(&app, |r, me| read(r, me, id_of(&id)?)).await.map(Json)
}

fn id_of(text: &str) -> Result<CircleId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn line_of(text: &str) -> Result<LineId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn read(reader: &Reader, me: &Me, id: CircleId) -> Result<CircleJson, Problem> {
    let (circle, level) = storage::find(reader, &me.actor, id)?;
    let reads = level >= Level::Read;
    let lines = if reads { members::members(reader, &me.actor, id)? } else { Vec::new() };
    let known = if reads { lines.clone() } else { members::own(reader, &me.actor, id)? };
    let waits = |line: &Line| matches!(line.state, MemberState::Invited | MemberState::Asked);
    let now = lines.into_iter().filter(|line| members::is_in(line, me.actor.at)).map(member).collect();
    Ok(CircleJson {
        members: reads.then_some(now),
        pending: Some(known.into_iter().filter(waits).map(member).collect()),
        ..CircleJson::card(circle)
    })
}

/// Founds a circle for the token's organisation.
#[utoipa::path(post, path = "/api/v1/circles", request_body = CircleInput, responses((status = 201, body = CircleJson), (status = 422)), tag = "directory")]
pub async fn found_circle(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<CircleInput>,
) -> Result<Response, Problem> {
    let founded = api
        .write(&app, move |tx, me, sent| {
            if !me.may(RUN_CIRCLES) {
                return Err(ProblemKind::Forbidden.into());
            }
            let input = body.read()?;
            let id = sent.once(tx, me, &body.request(), || {
                storage::found(tx, &me.actor, &check_circle(&input)?).map(|id| id.to_string())
            })?;
            read(tx, me, id_of(&id)?)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/circles/{}", founded.id), 1, founded))
}

/// An organisation to be invited.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct InvitationInput {
    /// The member organisation.
    organisation: String,
}

/// A request to come in.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AskInput {
    /// `yes` to come in by name, for oneself alone; otherwise one's organisation does.
    by_name: String,
}

/// The answer to an invitation or to a request.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AnswerInput {
    /// `yes` or `no`.
    answer: String,
}

/// The end of a membership.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct EndInput {
    /// The last day, in words; at once when nothing is said.
    last_day: String,
}

/// Does what is asked of a circle that is seen. Nothing is read again: whoever leaves may see it no more.
async fn act<T, F>(
    app: &App,
    api: &ApiCaller,
    id: &str,
    body: ApiJson<T>,
    work: F,
) -> Result<Response, Problem>
where
    T: DeserializeOwned + Serialize + Send + 'static,
    F: Fn(&Transaction, &Me, CircleId, &T) -> Result<(), Problem> + Send + 'static,
{
    let id = id_of(id)?;
    api.write(app, move |tx, me, sent| {
        // Whether the circle is there comes before what was sent.
        storage::find(tx, &me.actor, id)?;
        let input = body.read()?;
        let done = || work(tx, me, id, &input).map(|()| String::new());
        sent.once(tx, me, &body.request(), done).map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn choice(field: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, "error-choice");
    faults.into()
}

/// Invites a member organisation.
#[utoipa::path(post, path = "/api/v1/circles/{id}/invitations", params(("id" = String, Path)), request_body = InvitationInput, responses((status = 204), (status = 404), (status = 422)), tag = "directory")]
pub async fn invite(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<InvitationInput>,
) -> Result<Response, Problem> {
    act(&app, &api, &id, body, |tx, me, id, input| {
        let organisation = input.organisation.parse().map_err(|_| choice("organisation"))?;
        members::invite(tx, &me.actor, id, organisation)
    })
    .await
}

/// Asks to come in; in an open circle, comes in.
#[utoipa::path(post, path = "/api/v1/circles/{id}/requests", params(("id" = String, Path)), request_body = AskInput, responses((status = 204), (status = 404), (status = 422)), tag = "directory")]
pub async fn ask(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<AskInput>,
) -> Result<Response, Problem> {
    act(&app, &api, &id, body, |tx, me, id, input| {
        members::ask(tx, &me.actor, id, input.by_name == "yes").map(drop)
    })
    .await
}

/// Answers an invitation, or a request.
#[utoipa::path(post, path = "/api/v1/circles/{id}/members/{line}/decision", params(("id" = String, Path), ("line" = String, Path)), request_body = AnswerInput, responses((status = 204), (status = 404), (status = 422)), tag = "directory")]
pub async fn decide(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, line)): Path<(String, String)>,
    body: ApiJson<AnswerInput>,
) -> Result<Response, Problem> {
    act(&app, &api, &id, body, move |tx, me, id, input| {
        let yes = match input.answer.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(choice("answer")),
        };
        members::decide(tx, &me.actor, id, line_of(&line)?, yes)
    })
    .await
}

/// Ends a membership.
#[utoipa::path(post, path = "/api/v1/circles/{id}/members/{line}/end", params(("id" = String, Path), ("line" = String, Path)), request_body = EndInput, responses((status = 204), (status = 404), (status = 422)), tag = "directory")]
pub async fn end_membership(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, line)): Path<(String, String)>,
    body: ApiJson<EndInput>,
) -> Result<Response, Problem> {
    let zone = app.settings.zone();
    act(&app, &api, &id, body, move |tx, me, id, input| {
        let said = (me.language, me.actor.at.to_zoned(zone.clone()).date());
        let at = check_end(&input.last_day, said, &zone)?;
        members::end(tx, &me.actor, id, line_of(&line)?, at).map(drop)
    })
    .await
}

/// Dissolves a circle: nobody is in it any more, and nothing is shown through it.
#[utoipa::path(post, path = "/api/v1/circles/{id}/dissolution", params(("id" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn dissolve(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    api.write(&app, move |tx, me, _| storage::dissolve(tx, &me.actor, id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
