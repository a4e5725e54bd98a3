//! Attached files in the API.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use platform::access::RecordId;
use platform::files::{Attachment, FileId};
use platform::web::{Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::pages::sent;
use super::{Said, attach, checked, detach, editable, find, list, refused};
use crate::frame::{ApiCaller, ApiQuery, App};

/// A file attached to a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileJson {
    /// Its identifier; its bytes are at `/api/v1/files/{id}`.
    id: String,
    /// Its name.
    name: String,
    /// What it is, read in its bytes.
    kind: String,
    /// How many bytes.
    size: i64,
    /// Their SHA-256.
    sha256: String,
    /// What it shows.
    caption: Option<String>,
    /// Whose it is.
    credit: Option<String>,
    /// When it was added.
    added_at: String,
}

impl From<Attachment> for FileJson {
    fn from(file: Attachment) -> Self {
        Self {
            id: file.id.to_string(),
            name: file.name,
            kind: file.kind,
            size: file.size,
            sha256: file.digest,
            caption: file.caption,
            credit: file.credit,
            added_at: file.added_at.to_string(),
        }
    }
}

/// The files of a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilesJson {
    /// In the order in which they came.
    items: Vec<FileJson>,
}

/// What is said of the file that is sent.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FileInput {
    /// Its name, with the end that its bytes have: `plan.pdf`.
    name: String,
    /// What it shows.
    caption: Option<String>,
    /// Whose it is.
    credit: Option<String>,
}

fn record_of(text: &str) -> Result<RecordId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn file_of(text: &str) -> Result<FileId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// The files attached to a record.
#[utoipa::path(get, path = "/api/v1/records/{record}/files", params(("record" = String, Path)), responses((status = 200, body = FilesJson), (status = 404)), tag = "attachments")]
pub async fn list_files(
    State(app): State<App>,
    api: ApiCaller,
    Path(record): Path<String>,
) -> Result<Json<FilesJson>, Problem> {
    let files = api.read(&app, |r, me| list(r, &app.registry, me, record_of(&record)?)).await?;
    Ok(Json(FilesJson { items: files.into_iter().map(FileJson::from).collect() }))
}

/// Attaches a file to a record: its bytes are the body, as they are.
#[utoipa::path(post, path = "/api/v1/records/{record}/files", params(("record" = String, Path), FileInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = FileJson), (status = 404)), tag = "attachments")]
pub async fn add_file(
    State(app): State<App>,
    api: ApiCaller,
    Path(record): Path<String>,
    query: ApiQuery<FileInput>,
    body: Body,
) -> Result<Response, Problem> {
    let record = record_of(&record)?;
    // Whoever may not add is told before a byte is taken.
    let registry = app.registry;
    api.write(&app, move |tx, me, _| editable(tx, &registry, me, record).map(drop)).await?;
    let input = query.read()?;
    if input.name.trim().is_empty() {
        let mut faults = Faults::default();
        faults.add("name", "error-required");
        return Err(faults.into());
    }
    let coming: platform::Uuid = app.database.ids().next();
    let limit = app.settings.largest_file();
    let received = app.files.receive(&coming.to_string(), body.into_data_stream(), limit).await;
    let received = received.map_err(|error| refused(&error))?;
    let said = Said {
        name: input.name,
        caption: input.caption.unwrap_or_default(),
        credit: input.credit.unwrap_or_default(),
    };
    let new = checked(record, &said, &received)?;
    let file = api
        .write(&app, move |tx, me, sent| {
            let request = format!("{record} files\n{}\n{}", new.name, new.digest);
            let id = sent.once(tx, me, &request, || Ok(attach(tx, &registry, me, &new)?.to_string()))?;
            find(tx, &registry, me, file_of(&id)?)
        })
        .await?;
    let location = [(LOCATION, format!("/api/v1/files/{}", file.id))];
    Ok((StatusCode::CREATED, location, Json(FileJson::from(file))).into_response())
}

/// The bytes of a file.
#[utoipa::path(get, path = "/api/v1/files/{id}", params(("id" = String, Path)), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 404)), tag = "attachments")]
pub async fn get_file(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = api.read(&app, |r, me| find(r, &app.registry, me, file_of(&id)?)).await?;
    sent(&app, file).await
}

/// Takes a file off its record.
#[utoipa::path(delete, path = "/api/v1/files/{id}", params(("id" = String, Path)), responses((status = 204), (status = 404)), tag = "attachments")]
pub async fn remove_file(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let registry = app.registry;
    api.write(&app, move |tx, me, _| detach(tx, &registry, me, file_of(&id)?).map(drop)).await?;
    Ok(StatusCode::NO_CONTENT)
}
