//! Changing a company's facts.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::new::{CompanyForm, may_keep};
use crate::directory::{CompanyInput, Organisation, OrganisationId, change_company, check_company, find};
use crate::frame::{App, Caller, Frame};

/// The company's facts, with the version that the person read.
#[derive(Debug, Deserialize)]
pub struct Sent {
    version: i64,
    #[serde(flatten)]
    input: CompanyInput,
}

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, company) = app
        .read(&caller, |r, me| {
            let (company, level) = find(r, &me.actor, id)?
                .filter(|(_, level)| *level >= Level::Card)
                .ok_or(ProblemKind::NotFound)?;
            may_keep(me)?;
            if level < Level::Edit { Err(ProblemKind::Forbidden.into()) } else { Ok(company) }
        })
        .await?;
    let version = company.version;
    let frame = Frame::new(&app, &caller, me, "companies");
    let page = CompanyForm {
        frame,
        input: typed(company),
        faults: Faults::default(),
        known: None,
        action: format!("/companies/{id}/edit"),
        version: Some(version),
    };
    Ok(Page(StatusCode::OK, page).into_response())
}

fn typed(company: Organisation) -> CompanyInput {
    CompanyInput {
        name: company.name,
        country: company.country,
        city: company.city.unwrap_or_default(),
        siren: company.siren.unwrap_or_default(),
        website: company.website.unwrap_or_default(),
        activity: company.activity.unwrap_or_default(),
        control_country: company.control_country.unwrap_or_default(),
        homonym: String::new(),
    }
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, Sent { version, input }, context) = (id_of(&id)?, form.value, form.context);
    let outcome = match check_company(&input) {
        Err(faults) => Err(Problem::from(faults)),
        Ok(company) => {
            app.submit(&caller, &context, move |tx, me| {
                may_keep(me)?;
                change_company(tx, &me.actor, id, version, &company)
            })
            .await
        }
    };
    match outcome {
        Ok(()) => Ok(see_other(&format!("/companies/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
            let frame = Frame::new(&app, &caller, me, "companies");
            let action = format!("/companies/{id}/edit");
            let page = CompanyForm {
                frame,
                input,
                faults: Faults(problem.faults),
                known: problem.way_out,
                action,
                version: Some(version),
            };
            Ok(Page(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(problem.back_to(format!("/companies/{id}/edit"))),
    }
}
