//! Projects in the API: the same verbs as the pages.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{self, Grant, GrantId, Level, Visibility};
use platform::figures::Figure;
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::{Fault, Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fields::{FIELDS, Field};
use super::model::{Changes, Project, ProjectId};
use super::pages::grants::{Sent as GrantSent, checked};
use super::pages::moves::problem;
use super::stages::Stage;
use super::storage::moving::advance;
use super::storage::read::find;
use super::storage::sharing::{share, unshare};
use super::storage::write::{Opening, change, open};
use crate::frame::{ApiCaller, ApiJson, App, Me, Versioned, json_created, one_of};

/// A figure as stated, with how it is counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureJson {
    /// As it was stated.
    pub wording: Option<String>,
    /// The lower bound, in units.
    pub low: Option<f64>,
    /// The upper bound, in units.
    pub high: Option<f64>,
    /// How the number said bounds it.
    pub qualifier: &'static str,
}

impl FigureJson {
    /// As JSON.
    pub fn of(figure: &Figure) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "JSON has no other number")]
        let units = |millionths: i64| millionths as f64 / 1_000_000.0;
        Self {
            wording: figure.wording().map(str::to_owned),
            low: figure.low().map(|bound| units(bound.millionths())),
            high: figure.high().map(|bound| units(bound.millionths())),
            qualifier: figure.qualifier().key(),
        }
    }
}

/// A project, at the reader's level.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectJson {
    /// Its identifier.
    pub id: String,
    /// The reader's level.
    pub level: &'static str,
    /// Its reference.
    pub reference: String,
    /// The organisation that opened it.
    pub owner: String,
    /// Its stage.
    pub stage: &'static str,
    /// When it entered it.
    pub stage_entered_at: String,
    /// Whether it goes on: `ongoing`, `delayed`, `dormant`, `lost`, `abandoned`.
    pub status: &'static str,
    /// When its win was verified, for those who read the project: from then on it is restated, not changed.
    pub verified_at: Option<String>,
    /// The version that a change must name in `If-Match`, for those who read the project.
    pub version: Option<i64>,
    /// The fields that the reader's level shows, as stated.
    pub fields: BTreeMap<&'static str, String>,
    /// The company's name, where its card is shown.
    pub company_name: Option<String>,
    /// The axis of the plan that it is counted under, for those who read the project.
    pub axis_name: Option<String>,
    /// The programmes that it belongs to, for those who read the project.
    pub programme_names: Vec<String>,
    /// Jobs at three years.
    pub jobs: Option<FigureJson>,
    /// Investment.
    pub value: Option<FigureJson>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

fn json_of(project: &Project, level: Level, language: Language) -> ProjectJson {
    let reads = level >= Level::Read;
    let seen = |field: Field| project.levels.show(field, level);
    // A company that the reader does not see is not identified either, nor are its people.
    let hidden = |field: Field| project.hides(field);
    let shown = FIELDS.iter().filter(|rule| seen(rule.field) && !hidden(rule.field));
    let under = |axis: bool| {
        let own = project.headings.iter().filter(|one| {
            seen(if axis { Field::Axis } else { Field::Programmes }) && one.kind.is_axis() == axis
        });
        own.map(|one| one.name(language).to_owned()).collect::<Vec<_>>()
    };
    ProjectJson {
        id: project.id.to_string(),
        level: level.key(),
        reference: project.reference.clone(),
        owner: project.owner_name.clone(),
        stage: project.stage.key(),
        stage_entered_at: project.stage_entered_at.to_string(),
        status: project.standing.status.key(),
        verified_at: project.verified_at.filter(|_| reads).map(|at| at.to_string()),
        // Who sees the card alone does not learn when something else changes.
        version: reads.then_some(project.version),
        fields: shown
            .filter_map(|rule| project.facts.get(rule.field).map(|text| (rule.field.key(), text.to_owned())))
            .collect(),
        company_name: project
            .company
            .as_ref()
            .filter(|_| seen(Field::Company))
            .map(|company| company.name.clone()),
        axis_name: under(true).pop(),
        programme_names: under(false),
        jobs: project.figure(Field::Jobs).filter(|_| seen(Field::Jobs)).map(FigureJson::of),
        value: project.figure(Field::Value).filter(|_| seen(Field::Value)).map(FigureJson::of),
        fictitious: project.fictitious,
    }
}

/// A project, for whoever sees its card.
pub fn read(reader: &platform::database::Reader, me: &Me, id: ProjectId) -> Result<ProjectJson, Problem> {
    let (project, level) = find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    Ok(json_of(&project, level, me.language))
}

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<ProjectId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// One project with its company.
#[utoipa::path(get, path = "/api/v1/projects/{id}", params(("id" = String, Path)), responses((status = 200, body = ProjectJson), (status = 404)), tag = "investment")]
pub async fn get_project(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<ProjectJson>, Problem> {
    let body = api.read(&app, |r, me| read(r, me, id_of(&id)?)).await?;
    Ok(Versioned(body.version, body))
}

/// Fields by name, each as a person would write it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
pub struct FieldsInput {
    /// The fields to set; an empty text empties one.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

impl FieldsInput {
    fn changes(&self) -> Result<Changes, Faults> {
        let unknown =
            self.fields.keys().filter(|name| Field::from_key(name).is_none()).cloned().collect::<Vec<_>>();
        if unknown.is_empty() {
            return Ok(self
                .fields
                .iter()
                .filter_map(|(name, text)| Field::from_key(name).map(|field| (field, Some(text.clone()))))
                .collect());
        }
        Err(Faults(
            unknown
                .into_iter()
                .map(|name| Fault { field: "", message: "error-unknown-field", args: vec![("name", name)] })
                .collect(),
        ))
    }
}

/// Opens a project.
#[utoipa::path(post, path = "/api/v1/projects", request_body = FieldsInput, responses((status = 201, body = ProjectJson), (status = 422)), tag = "investment")]
pub async fn create_project(
    State(app): State<App>,
    api: ApiCaller,
    fields: ApiJson<FieldsInput>,
) -> Result<Response, Problem> {
    let (id, body) = api
        .write(&app, move |tx, me, sent| {
            let opening = Opening {
                visibility: Visibility::Owner,
                team: None,
                fictitious: false,
                facts: fields.read()?.changes()?,
                language: me.language,
            };
            let id = sent
                .once(tx, me, &fields.request(), || open(tx, &me.actor, &opening).map(|id| id.to_string()))?;
            let known = id_of(&id)?;
            Ok((id, read(tx, me, known)?))
        })
        .await?;
    Ok(json_created(&format!("/api/v1/projects/{id}"), body.version.unwrap_or(1), body))
}

/// Changes some fields, from the version named in `If-Match`.
#[utoipa::path(patch, path = "/api/v1/projects/{id}", params(("id" = String, Path)), request_body = FieldsInput, responses((status = 200, body = ProjectJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "investment")]
pub async fn change_project(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    fields: ApiJson<FieldsInput>,
) -> Result<Versioned<ProjectJson>, Problem> {
    let body = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let (version, changes) = (sent.version()?, fields.read()?.changes()?);
            change(tx, &me.actor, id, version, &changes, me.language)?;
            read(tx, me, id)
        })
        .await?;
    Ok(Versioned(body.version, body))
}

/// A move.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct MoveInput {
    /// The stage's key.
    pub stage: String,
    /// Why, to go back.
    pub reason: String,
}

/// Moves a project to another stage, from the version named in `If-Match`.
#[utoipa::path(post, path = "/api/v1/projects/{id}/moves", params(("id" = String, Path)), request_body = MoveInput, responses((status = 200, body = ProjectJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "investment")]
pub async fn move_project(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<MoveInput>,
) -> Result<Versioned<ProjectJson>, Problem> {
    let body = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let (version, input) = (sent.version()?, body.read()?);
            let stage = one_of("stage", Some(&input.stage), Stage::from_key, &Stage::keys())?;
            sent.once(tx, me, &body.request(), || {
                advance(tx, &me.actor, id, version, stage.unwrap_or(Stage::FIRST), &tidy(&input.reason))?
                    .map_err(|refusal| problem(&refusal))?;
                Ok(String::new())
            })?;
            read(tx, me, id)
        })
        .await?;
    Ok(Versioned(body.version, body))
}

/// What is shown to whom.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct GrantInput {
    /// The organisation.
    pub organisation: String,
    /// `existence`, `card`, `read`, `contribute` or `edit`.
    pub level: String,
    /// Why.
    pub reason: String,
    /// Until which day, included: `2026-12-31`, or as people say it.
    pub until: String,
    /// Whether the company's card is shown too.
    pub company_too: bool,
}

impl From<GrantInput> for GrantSent {
    fn from(input: GrantInput) -> Self {
        let company_too = if input.company_too { "yes" } else { "" };
        Self::new(input.organisation, input.level, input.reason, input.until, company_too)
    }
}

/// A grant that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantJson {
    /// Its identifier.
    pub id: String,
}

/// To whom a project is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShownJson {
    /// The grant's identifier.
    pub id: String,
    /// The organisation, the circle or the group.
    pub to: String,
    /// Its name.
    pub name: String,
    /// `existence`, `card`, `read`, `contribute`, `edit` or `manage`.
    pub level: &'static str,
    /// Why.
    pub reason: String,
    /// When.
    pub granted_at: String,
    /// Until when; without end, if nothing is said.
    pub valid_until: Option<String>,
}

/// To whom a project is shown, oldest first, for whoever manages it.
#[utoipa::path(get, path = "/api/v1/projects/{id}/grants", params(("id" = String, Path)), responses((status = 200, body = Vec<ShownJson>), (status = 403), (status = 404)), tag = "investment")]
pub async fn list_grants(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<Vec<ShownJson>>, Problem> {
    let shown = api.read(&app, |r, me| {
        let (project, level) = find(r, &me.actor, id_of(&id)?)?.ok_or(ProblemKind::NotFound)?;
        if level < Level::Manage {
            return Err(Problem::from(ProblemKind::Forbidden).saying("project-share-referent"));
        }
        let one = |grant: Grant| ShownJson {
            id: grant.id.to_string(),
            to: grant.principal.to_string(),
            name: grant.name,
            level: grant.level.key(),
            reason: grant.reason,
            granted_at: grant.granted_at.to_string(),
            valid_until: grant.valid_until.map(|at| at.to_string()),
        };
        Ok(access::grants(r, project.id.record())?.into_iter().map(one).collect())
    });
    shown.await.map(Json)
}

/// Shows a project to an organisation.
#[utoipa::path(post, path = "/api/v1/projects/{id}/grants", params(("id" = String, Path)), request_body = GrantInput, responses((status = 201, body = GrantJson), (status = 404), (status = 422)), tag = "investment")]
pub async fn share_project(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<GrantInput>,
) -> Result<Response, Problem> {
    let zone = app.settings.zone();
    let today = app.database.ids().clock().now().to_zoned(zone.clone()).date();
    let grant = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let sharing = checked(&body.read()?.into(), me.language, &zone, today)?;
            sent.once(tx, me, &body.request(), || {
                share(tx, &me.actor, id, &sharing).map(|grant| grant.to_string())
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(GrantJson { id: grant })).into_response())
}

/// Takes a project back from an organisation.
#[utoipa::path(delete, path = "/api/v1/projects/{id}/grants/{grant}", params(("id" = String, Path), ("grant" = String, Path)), responses((status = 204), (status = 404)), tag = "investment")]
pub async fn unshare_project(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, grant)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let grant: GrantId = grant.parse().map_err(|_| ProblemKind::NotFound)?;
        unshare(tx, &me.actor, id_of(&id)?, grant)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
