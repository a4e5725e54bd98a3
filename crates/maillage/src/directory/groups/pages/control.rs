//! Stating where the decisions of a company are taken.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::ControlInput;
use super::super::rules::check_control;
use super::super::storage::state_control;
use crate::directory::pages::id_of;
use crate::directory::pages::new::said;
use crate::directory::{Organisation, OrganisationId, find, refuse_merged};
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Me, Select};
use crate::reference::countries;

#[derive(Template)]
#[template(path = "directory/groups/pages/control.html")]
struct ControlPage {
    frame: Frame,
    company: Organisation,
    input: ControlInput,
    faults: Faults,
}

impl ControlPage {
    fn countries(&self) -> Vec<Select> {
        let one = |(code, name): (&str, &str)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == self.input.control_country,
        };
        countries(self.frame.t.language).into_iter().map(one).collect()
    }
}

/// A company, if the person may change its facts.
pub fn editable(reader: &Reader, me: &Me, id: OrganisationId) -> Result<Organisation, Problem> {
    let found = find(reader, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
    let (company, level) = found.ok_or(ProblemKind::NotFound)?;
    refuse_merged(reader, &me.actor, id)?;
    if level < Level::Edit || !me.may(KEEP_FILES) {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok(company)
}

async fn show(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    input: Option<ControlInput>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, company) = app.read(caller, |r, me| editable(r, me, id)).await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let input = input.unwrap_or_else(|| ControlInput {
        control_country: company.control_country.clone().unwrap_or_default(),
        ..ControlInput::default()
    });
    let frame = Frame::new(app, caller, me, "companies");
    Ok(Page(status, ControlPage { frame, company, input, faults }).into_response())
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, Faults::default()).await
}

pub async fn state(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<ControlInput>,
) -> Result<Response, Problem> {
    let (id, input, shared) = (id_of(&id)?, form.value.clone(), app.clone());
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            editable(tx, me, id)?;
            state_control(tx, &me.actor, id, &check_control(&input, said(&shared, me))?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/companies/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, Some(form.value), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
