//! Changing a company's facts.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::storage::{change_company, may_keep};
use super::new::CompanyForm;
use crate::directory::{CompanyInput, Organisation, OrganisationId, check_company, find, refuse_merged};
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me};
use crate::reference::countries;

/// What the form sends: the facts by name, `was_` and the name for what the page showed, and the version that was read.
type Sent = BTreeMap<String, String>;

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// A company, if the person may change its facts.
fn editable(reader: &Reader, me: &Me, id: OrganisationId) -> Result<Organisation, Problem> {
    let found = find(reader, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
    let (company, level) = found.ok_or(ProblemKind::NotFound)?;
    refuse_merged(reader, &me.actor, id)?;
    may_keep(&me.actor)?;
    if level < Level::Edit { Err(ProblemKind::Forbidden.into()) } else { Ok(company) }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, company) = app.read(&caller, |r, me| editable(r, me, id)).await?;
    let version = company.version;
    let input = typed(company);
    let was = named(&input);
    Ok(redrawn(&app, &caller, me, id, (version, was), input, Problem::from(Faults::default())))
}

/// The form, with what was read and what was typed.
fn redrawn(
    app: &App,
    caller: &Caller,
    me: Me,
    id: OrganisationId,
    (version, was): (i64, Vec<(&'static str, String)>),
    input: CompanyInput,
    problem: Problem,
) -> Response {
    let faults = Faults(problem.faults);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = CompanyForm {
        frame: Frame::new(app, caller, me, "companies"),
        input,
        faults,
        known: problem.way_out,
        action: format!("/companies/{id}/edit"),
        read: Some((version, was)),
    };
    Page(status, page).into_response()
}

fn typed(company: Organisation) -> CompanyInput {
    CompanyInput {
        name: company.name,
        country: company.country,
        city: company.city.unwrap_or_default(),
        siren: company.siren.unwrap_or_default(),
        website: company.website.unwrap_or_default(),
        activity: company.activity.unwrap_or_default(),
        activity_code: company.activity_code.unwrap_or_default(),
        control_country: company.control_country.unwrap_or_default(),
        homonym: String::new(),
    }
}

/// The facts by name.
fn named(input: &CompanyInput) -> Vec<(&'static str, String)> {
    let CompanyInput {
        name,
        country,
        city,
        siren,
        website,
        activity,
        activity_code,
        control_country,
        homonym: _,
    } = input.clone();
    vec![
        ("name", name),
        ("country", country),
        ("city", city),
        ("siren", siren),
        ("website", website),
        ("activity", activity),
        ("activity_code", activity_code),
        ("control_country", control_country),
    ]
}

/// What the page showed, as the form sends it back.
fn was(sent: &Sent) -> Vec<(&'static str, String)> {
    let names = named(&CompanyInput::default()).into_iter();
    names.map(|(name, _)| (name, sent.get(&format!("was_{name}")).cloned().unwrap_or_default())).collect()
}

fn input_of(sent: &Sent) -> CompanyInput {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    CompanyInput {
        name: text("name"),
        country: text("country"),
        city: text("city"),
        siren: text("siren"),
        website: text("website"),
        activity: text("activity"),
        activity_code: text("activity_code"),
        control_country: text("control_country"),
        homonym: text("homonym"),
    }
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let version: i64 =
        sent.get("version").and_then(|version| version.parse().ok()).ok_or(ProblemKind::Unreadable)?;
    let input = input_of(&sent);
    let outcome = match check_company(&input) {
        Err(faults) => Err(Problem::from(faults)),
        Ok(company) => {
            app.submit(&caller, &context, move |tx, me| change_company(tx, &me.actor, id, version, &company))
                .await
        }
    };
    match outcome {
        Ok(()) => Ok(see_other(&format!("/companies/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
            Ok(redrawn(&app, &caller, me, id, (version, was(&sent)), input, problem))
        }
        Err(problem) if problem.kind == ProblemKind::Stale => conflict(&app, &caller, id, &sent).await,
        Err(problem) => Err(problem),
    }
}

/// Both texts of each fact that two people changed.
async fn conflict(app: &App, caller: &Caller, id: OrganisationId, sent: &Sent) -> Result<Response, Problem> {
    let (me, company) = app.read(caller, |r, me| editable(r, me, id)).await?;
    let (name, version) = (company.name.clone(), company.version);
    let frame = Frame::new(app, caller, me, "companies");
    let (read, mine, stored) = (was(sent), named(&input_of(sent)), named(&typed(company)));
    let fields = read.into_iter().zip(mine).zip(stored);
    let fields = fields.map(|(((name, was), (_, mine)), (_, theirs))| Edited { name, was, mine, theirs });
    let shown = |frame: &Frame, field: &str, text: &str| match field {
        _ if text.is_empty() => frame.t.text("empty").to_owned(),
        "country" | "control_country" => {
            let names = countries(frame.t.language);
            names.iter().find(|(code, _)| *code == text).map_or(text, |(_, name)| *name).to_owned()
        }
        _ => text.to_owned(),
    };
    let head = (frame, name, format!("/companies/{id}"), version);
    Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, shown)).into_response())
}
