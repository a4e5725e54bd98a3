//! Setting a target.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Firmness, TargetInput};
use super::super::rules::check_target;
use super::super::storage;
use super::firmnesses;
use crate::frame::{App, Caller, Frame, Select};
use crate::plan::headings;
use crate::steering::indicators::Indicator;
use crate::steering::pages::{name, now};
use crate::steering::steered;

/// What the link says of the target to be.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    year: Option<String>,
    indicator: Option<String>,
    axis: Option<String>,
}

#[derive(Template)]
#[template(path = "steering/targets/pages/new.html")]
struct New {
    frame: Frame,
    typed: TargetInput,
    indicators: Vec<Select>,
    axes: Vec<Select>,
    firmnesses: Vec<Select>,
    faults: Faults,
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let this = now(&app).today().year().to_string();
    let typed = TargetInput {
        year: from.year.unwrap_or(this),
        indicator: from.indicator.unwrap_or_default(),
        axis: from.axis.unwrap_or_default(),
        firmness: Firmness::Aimed.key().into(),
        ..TargetInput::default()
    };
    show(&app, &caller, typed, Faults::default()).await
}

async fn show(app: &App, caller: &Caller, typed: TargetInput, faults: Faults) -> Result<Response, Problem> {
    let (me, headings) = app
        .read(caller, |r, me| {
            steered(&me.actor).map_err(|problem| problem.back_to("/targets"))?;
            Ok(headings(r, &me.actor)?)
        })
        .await?;
    let frame = Frame::new(app, caller, me, "targets");
    let indicators = Indicator::targeted().map(|indicator| Select {
        key: indicator.key().into(),
        label: name(&frame, indicator),
        chosen: indicator.key() == typed.indicator,
    });
    let axes = headings.iter().filter(|one| one.kind.is_axis()).map(|one| Select {
        key: one.id.to_string(),
        label: one.name(frame.t.language).to_owned(),
        chosen: one.id.to_string() == typed.axis,
    });
    let (indicators, axes) = (indicators.collect(), axes.collect());
    let firmnesses = firmnesses(&frame, &typed.firmness);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, New { frame, typed, indicators, axes, firmnesses, faults }).into_response())
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    form: Form<TargetInput>,
) -> Result<Response, Problem> {
    let (typed, today) = (form.value.clone(), now(&app).today());
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            steered(&me.actor)?;
            let new = check_target(&typed, (me.language, today))?;
            storage::add(tx, &me.actor, &new, false).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/targets/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, form.value, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem.back_to("/targets")),
    }
}
