//! What was published of a register: a count, a duration, each with its date and where it was read.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::figures::Figure;
use platform::text::tidy;
use platform::web::{Faults, Form, Problem, ProblemKind, address, see_other};

use super::super::model::{Measure, NewStatement};
use super::super::rules::{as_of_fault, figure_fault};
use super::super::storage;
use super::id_of;
use super::sheet::{Typed, answer, said};
use crate::directory::rules::stated_date;
use crate::frame::{App, Caller};

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value, form.context);
    let (sent, shared) = (typed.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let (register, _) = storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let mut faults = Faults::default();
            let measure = Measure::from_key(&sent.measure);
            if measure.is_none() {
                faults.add("measure", "error-choice");
            }
            let figure = Figure::parse(&tidy(&sent.figure), me.language);
            if figure.is_err() {
                faults.add("figure", "error-figure-words");
            } else if let (Ok(figure), Some(measure)) = (&figure, measure)
                && let Some(fault) = figure_fault(measure, figure)
            {
                faults.add("figure", fault);
            }
            let as_of = stated_date(&mut faults, "as_of", &sent.as_of, said(&shared, me));
            if as_of.is_none() && faults.of("as_of").is_none() {
                faults.add("as_of", "error-required");
            }
            let founded = register.founded.as_ref();
            if let Some(fault) = as_of.as_ref().and_then(|day| as_of_fault(day, founded, said(&shared, me).1))
            {
                faults.add("as_of", fault);
            }
            let (outlet, typed) = (tidy(&sent.outlet), tidy(&sent.address));
            faults.longer(&[("outlet", &outlet, 200), ("address", &typed, 500)]);
            let address = address(&mut faults, "address", &typed);
            if outlet.is_empty() {
                faults.add("outlet", "error-required");
            }
            let (Some(measure), Ok(figure), Some(as_of)) = (measure, figure, as_of) else {
                return Err(faults.into());
            };
            let new = NewStatement { measure, figure, as_of, document: None, outlet: Some(outlet), address };
            storage::state(tx, &me.actor, id, &faults.or(new)?)
        })
        .await;
    answer(&app, &caller, id, typed, outcome).await
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, statement)): Path<(String, String)>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, context) = (id_of(&id)?, form.context);
    app.submit(&caller, &context, move |tx, me| storage::unstate(tx, &me.actor, id, &statement)).await?;
    Ok(see_other(&format!("/registers/{id}?done=done-saved")))
}
