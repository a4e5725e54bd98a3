//! A new version of a perimeter: from the last one's list.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Perimeter, PerimeterId};
use super::super::storage::read::{find, members, versions};
use super::super::storage::write::add_version;
use super::form::{FOUND, PerimeterForm, Sent, lines};
use super::id_of;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Me};
use crate::reference::territories::{TerritoryKind, search};

/// The perimeter, if the person may change it.
pub fn editable(reader: &Reader, me: &Me, id: PerimeterId) -> Result<Perimeter, Problem> {
    let (perimeter, level) = find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Edit || !me.may(KEEP_FILES) {
        return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/perimeters/{id}")));
    }
    Ok(perimeter)
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, Faults::default()).await
}

/// The form with what was typed, or with the last version's list.
async fn show(
    app: &App,
    caller: &Caller,
    id: PerimeterId,
    typed: Option<Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (perimeter, sent, found)) = app
        .read(caller, |r, me| {
            let perimeter = editable(r, me, id)?;
            let sent = if let Some(sent) = typed {
                sent
            } else {
                let last = versions(r, id)?.into_iter().next().ok_or(ProblemKind::Internal)?;
                let members = lines(&members(r, &last.id)?);
                Sent { members, version: perimeter.version.to_string(), ..Sent::default() }
            };
            let found = if sent.step == "find" {
                let mut found = search(r, &tidy(&sent.find), FOUND)?;
                found.retain(|place| place.kind != TerritoryKind::City);
                Some(found)
            } else {
                None
            };
            Ok((perimeter, sent, found))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "perimeters");
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let of = Some((format!("/perimeters/{id}"), perimeter.name));
    Ok(Page(status, PerimeterForm { frame, sent, faults, audiences: Vec::new(), found, of }).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value.with_added(), form.context);
    if sent.looks() {
        return show(&app, &caller, id, Some(sent), Faults::default()).await;
    }
    let version: i64 = sent.version.parse().map_err(|_| ProblemKind::Unreadable)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = sent.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            add_version(tx, &me.actor, id, version, &typed.version(me.language, today)?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/perimeters/{id}?done=done-perimeter-version"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, Some(sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
