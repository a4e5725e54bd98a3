//! The pages of attached files: the panel of a sheet, the form, the file itself.

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::access::RecordId;
use platform::database::Reader;
use platform::dates::day_with_year;
use platform::files::{self, Attachment, FileId, TEXT};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, Upload, disposition, see_other};
use serde::Deserialize;

use super::rules::size;
use super::{Said, attach, checked, detach, editable, find, refused};
use crate::frame::accesses::{Taken, Way};
use crate::frame::{App, Caller, Frame};

/// A file, as a sheet lists it.
pub struct Line {
    /// Its identifier.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its size and its day.
    pub note: String,
    /// What it shows.
    pub caption: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
}

/// The files of a record, on its sheet: `{% include "attachments/pages/_panel.html" %}` over a field `files`.
pub struct Panel {
    /// The record.
    pub record: RecordId,
    /// Its files.
    pub lines: Vec<Line>,
    /// Whether the reader may add and remove.
    pub edits: bool,
}

impl Panel {
    /// For somebody who reads the record: the caller has asked; and who may change it, or not.
    pub fn of(reader: &Reader, frame: &Frame, record: RecordId, edits: bool) -> Result<Self, Problem> {
        let files = files::of_record(reader, record)?;
        let lines = files.into_iter().map(|file| line(frame, file)).collect();
        Ok(Self { record, lines, edits })
    }
}

fn line(frame: &Frame, file: Attachment) -> Line {
    let day = day_with_year(file.added_at.to_zoned(frame.zone.clone()).date(), frame.t.language);
    let note = frame.t.with2("attachments-note", "size", size(file.size, frame.t.language), "day", day);
    Line { id: file.id, name: file.name, note, caption: file.caption, credit: file.credit }
}

#[derive(Template)]
#[template(path = "attachments/pages/form.html")]
struct New {
    frame: Frame,
    record: RecordId,
    back: String,
    caption: String,
    credit: String,
    max: i64,
    faults: Faults,
}

fn record_of(text: &str) -> Result<RecordId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn file_of(text: &str) -> Result<FileId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(record): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, record_of(&record)?, (String::new(), String::new()), Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    record: RecordId,
    (caption, credit): (String, String),
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, kind) = app.read(caller, |r, me| Ok(editable(r, &app.registry, me, record)?.kind)).await?;
    let frame = Frame::new(app, caller, me, "");
    let back = app.registry.url(kind.name, record);
    let max = i64::try_from(app.settings.files_limit).unwrap_or(i64::MAX);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, New { frame, record, back, caption, credit, max, faults }).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(record): Path<String>,
    mut upload: Upload,
) -> Result<Response, Problem> {
    let record = record_of(&record)?;
    match receive(&app, &caller, record, &mut upload).await {
        Ok(to) => Ok(see_other(&format!("{to}?done=done-file-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed = (upload.field("caption").to_owned(), upload.field("credit").to_owned());
            show(&app, &caller, record, typed, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

/// The bytes first, then the transaction that names them. Who may not add is told before a byte is taken.
async fn receive(
    app: &App,
    caller: &Caller,
    record: RecordId,
    upload: &mut Upload,
) -> Result<String, Problem> {
    let may = async || app.read(caller, |r, me| Ok(editable(r, &app.registry, me, record)?.kind)).await;
    let came = upload.receive("file", async |name, bytes| {
        let (_, kind) = may().await?;
        let coming: platform::Uuid = app.database.ids().next();
        let received = app.files.receive(&coming.to_string(), bytes, app.settings.largest_file()).await;
        Ok::<_, Problem>((name, kind, received.map_err(|error| refused(&error))?))
    });
    let Some(came) = came.await? else {
        may().await?;
        let mut faults = Faults::default();
        faults.add("file", "error-file-missing");
        return Err(faults.into());
    };
    let (name, kind, received) = came?;
    let said =
        Said { name, caption: upload.field("caption").to_owned(), credit: upload.field("credit").to_owned() };
    let new = checked(record, &said, &received)?;
    let (context, registry) = (upload.context(&format!("{}\n{}", new.name, new.digest))?, app.registry);
    app.submit(caller, &context, move |tx, me| Ok(attach(tx, &registry, me, &new)?.to_string())).await?;
    Ok(app.registry.url(kind.name, record))
}

/// The file, to be saved and not shown: nothing in it runs at this address.
pub async fn fetch(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = file_of(&id)?;
    let (_, file) = app.read(&caller, |r, me| find(r, &app.registry, me, id)).await?;
    sent(&app, file).await
}

/// The answer that carries a file.
pub async fn sent(app: &App, file: Attachment) -> Result<Response, Problem> {
    let bytes = app.files.open(&file.digest).await.map_err(|error| refused(&error))?;
    let kind = if file.kind == TEXT { "text/plain; charset=utf-8".to_owned() } else { file.kind };
    let headers: [(HeaderName, String); 4] = [
        (CONTENT_TYPE, kind),
        (CONTENT_LENGTH, file.size.to_string()),
        (CONTENT_DISPOSITION, disposition(&file.name)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let answer = (headers, Body::from_stream(bytes)).into_response();
    Ok(Taken { kind: "file", record: Some(file.record), way: Way::Export }.noted(answer))
}

/// A form with nothing but what every form carries.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let (id, registry) = (file_of(&id)?, app.registry);
    let to = app.submit(&caller, &form.context, move |tx, me| {
        let (kind, record) = detach(tx, &registry, me, id)?;
        Ok(registry.url(kind.name, record))
    });
    Ok(see_other(&format!("{}?done=done-file-removed", to.await?)))
}
