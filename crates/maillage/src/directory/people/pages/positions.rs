//! Giving a person a position, and ending one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Choice, Duty, Person, PositionInput, PositionKind, Tier};
use super::super::rules::check_position;
use super::super::storage::positions::{add as give, choices as organisations, end as finish};
use super::edit::{editable, id_of};
use super::new::reading;
use super::sheet::{Ending, show as sheet};
use super::told::choices;
use crate::directory::PersonId;
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::countries;

#[derive(Template)]
#[template(path = "directory/people/pages/position.html")]
pub struct PositionForm {
    frame: Frame,
    person: Person,
    input: PositionInput,
    faults: Faults,
    organisations: Vec<Choice>,
}

impl PositionForm {
    fn places(&self) -> Vec<Select> {
        let one = |choice: &Choice| Select {
            key: choice.id.to_string(),
            label: choice.name.clone(),
            chosen: choice.id.to_string() == self.input.organisation,
        };
        self.organisations.iter().map(one).collect()
    }

    fn kinds(&self) -> Vec<Select> {
        let keys = PositionKind::ALL.iter().map(|kind| kind.key());
        choices(&self.frame.t, "position-kind-", keys, &self.input.kind)
    }

    fn duties(&self) -> Vec<Select> {
        let keys = Duty::ALL.iter().map(|duty| duty.key());
        choices(&self.frame.t, "duty-", keys, &self.input.duty)
    }

    fn tiers(&self) -> Vec<Select> {
        choices(&self.frame.t, "tier-", Tier::ALL.iter().map(|tier| tier.key()), &self.input.tier)
    }

    fn countries(&self) -> Vec<Select> {
        let one = |(code, name): (&str, &str)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == self.input.place_country,
        };
        countries(self.frame.t.language).into_iter().map(one).collect()
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, PositionInput::default(), Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: PersonId,
    input: PositionInput,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (person, organisations)) =
        app.read(caller, |r, me| Ok((editable(r, me, id)?, organisations(r, &me.actor)?))).await?;
    let frame = Frame::new(app, caller, me, "people");
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, PositionForm { frame, person, input, faults, organisations }).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<PositionInput>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            let position = check_position(&typed, reading(&shared, me))?;
            give(tx, &me.actor, id, &position).map(drop)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}?done=done-position-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, input, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

/// Until when.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Until {
    until: String,
}

pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path((id, position)): Path<(String, String)>,
    form: Form<Until>,
) -> Result<Response, Problem> {
    let (id, context, until) = (id_of(&id)?, form.context, tidy(&form.value.until));
    let position = position.parse().map_err(|_| ProblemKind::NotFound)?;
    let (typed, shared) = (until.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            let mut faults = Faults::default();
            faults.longer(&[("until", &typed, 100)]);
            let date = reading(&shared, me).date(&mut faults, "until", &typed);
            if typed.is_empty() {
                faults.add("until", "error-required");
            }
            match faults.or(date)? {
                Some(date) => finish(tx, &me.actor, id, position, &date),
                None => Ok(()),
            }
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}?done=done-position-ended"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let ending = Ending { position: Some(position), until, faults: Faults(problem.faults) };
            sheet(&app, &caller, id, ending, String::new(), None).await
        }
        Err(problem) => Err(problem),
    }
}
