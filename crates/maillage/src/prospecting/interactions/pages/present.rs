//! Who was there, corrected.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::Reader;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::Interaction;
use super::super::storage::{Candidate, amendable, colleagues_to_tick, contacts_to_tick, put_present};
use super::id_of;
use crate::frame::{App, Caller, Frame, Me};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    version: i64,
    contacts: Vec<String>,
    colleagues: Vec<String>,
}

#[derive(Template)]
#[template(path = "prospecting/interactions/pages/present.html")]
struct Present {
    frame: Frame,
    said: Interaction,
    contacts: Vec<Candidate>,
    colleagues: Vec<Candidate>,
    faults: Faults,
}

fn read(
    reader: &Reader,
    me: &Me,
    id: &str,
) -> Result<(Interaction, Vec<Candidate>, Vec<Candidate>), Problem> {
    let id = id_of(id)?;
    let said = amendable(reader, &me.actor, id)?;
    Ok((said, contacts_to_tick(reader, &me.actor, id)?, colleagues_to_tick(reader, &me.actor, id)?))
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, &id, None, Faults::default()).await
}

/// The form, with what was ticked when it is shown again.
async fn show(
    app: &App,
    caller: &Caller,
    id: &str,
    sent: Option<Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (mut said, mut contacts, mut colleagues)) = app.read(caller, |r, me| read(r, me, id)).await?;
    if let Some(sent) = sent {
        // The version that was read: what somebody else wrote since is not taken for one's own.
        said.version = sent.version;
        for one in &mut contacts {
            one.there = sent.contacts.contains(&one.id);
        }
        for one in &mut colleagues {
            one.there = sent.colleagues.contains(&one.id);
        }
    }
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "companies");
    Ok(Page(status, Present { frame, said, contacts, colleagues, faults }).into_response())
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (sent, known) = (form.value, id_of(&id)?);
    let ticked = sent.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            let there = (ticked.contacts.as_slice(), ticked.colleagues.as_slice());
            put_present(tx, &me.actor, known, ticked.version, there)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/interactions/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, &id, Some(sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
