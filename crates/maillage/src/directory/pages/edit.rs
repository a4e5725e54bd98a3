//! Changing an organisation's facts.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Organisation, OrganisationId, OrganisationInput, Tier};
use super::super::rules::check_organisation;
use super::super::storage::{change_organisation, find, refuse_merged};
use super::id_of;
use super::new::{OrganisationForm, said};
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me};
use crate::reference::country_name;

/// What the form sends: the facts by name, `was_` and the name for what the page showed, and the version that was read.
type Sent = BTreeMap<String, String>;

/// An organisation whose facts the person may change.
pub fn editable(reader: &Reader, me: &Me, id: OrganisationId) -> Result<Organisation, Problem> {
    let found = find(reader, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
    let (organisation, level) = found.ok_or(ProblemKind::NotFound)?;
    refuse_merged(reader, &me.actor, id)?;
    if level < Level::Edit { Err(ProblemKind::Forbidden.into()) } else { Ok(organisation) }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, organisation) = app.read(&caller, |r, me| editable(r, me, id)).await?;
    let (version, input) = (organisation.version, input_of_facts(organisation));
    let was = named(&input);
    Ok(redrawn(&app, &caller, me, id, (version, was), input, Problem::from(Faults::default())))
}

fn redrawn(
    app: &App,
    caller: &Caller,
    me: Me,
    id: OrganisationId,
    read: (i64, Vec<(&'static str, String)>),
    input: OrganisationInput,
    problem: Problem,
) -> Response {
    let faults = Faults(problem.faults);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OrganisationForm {
        frame: Frame::new(app, caller, me, "directory"),
        input,
        faults,
        known: problem.way_out,
        action: format!("/organisations/{id}/edit"),
        back: format!("/organisations/{id}"),
        read: Some(read),
    };
    Page(status, page).into_response()
}

fn input_of_facts(facts: Organisation) -> OrganisationInput {
    OrganisationInput {
        name: facts.name,
        short_name: facts.short_name.unwrap_or_default(),
        family: facts.family.key().into(),
        category: facts.category,
        tier: facts.tier.map(Tier::key).unwrap_or_default().into(),
        country: facts.country,
        city: facts.city.unwrap_or_default(),
        siren: facts.siren.unwrap_or_default(),
        website: facts.website.unwrap_or_default(),
        activity: facts.activity.unwrap_or_default(),
        activity_code: facts.activity_code.unwrap_or_default(),
        control_country: facts.control_country.unwrap_or_default(),
        audience: "network".into(),
        ..OrganisationInput::default()
    }
}

/// The facts by name.
fn named(input: &OrganisationInput) -> Vec<(&'static str, String)> {
    let input = input.clone();
    vec![
        ("name", input.name),
        ("short_name", input.short_name),
        ("family", input.family),
        ("category", input.category),
        ("tier", input.tier),
        ("country", input.country),
        ("city", input.city),
        ("siren", input.siren),
        ("website", input.website),
        ("activity", input.activity),
        ("activity_code", input.activity_code),
        ("control_country", input.control_country),
    ]
}

/// What the page showed, as the form sends it back.
fn was(sent: &Sent) -> Vec<(&'static str, String)> {
    let names = named(&OrganisationInput::default()).into_iter();
    names.map(|(name, _)| (name, sent.get(&format!("was_{name}")).cloned().unwrap_or_default())).collect()
}

fn input_of(sent: &Sent) -> OrganisationInput {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    OrganisationInput {
        name: text("name"),
        short_name: text("short_name"),
        family: text("family"),
        category: text("category"),
        tier: text("tier"),
        country: text("country"),
        city: text("city"),
        siren: text("siren"),
        website: text("website"),
        activity: text("activity"),
        activity_code: text("activity_code"),
        control_country: text("control_country"),
        // Who sees it is not changed here.
        audience: "network".into(),
        outlet: text("outlet"),
        address: text("address"),
        published: text("published"),
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
    let (input, shared) = (input_of(&sent), app.clone());
    let typed = input.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            let new = check_organisation(&typed, said(&shared, me))?;
            change_organisation(tx, &me.actor, id, version, &new)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/organisations/{id}?done=done-saved"))),
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
    let (me, organisation) = app.read(caller, |r, me| editable(r, me, id)).await?;
    let (name, version) = (organisation.name.clone(), organisation.version);
    let frame = Frame::new(app, caller, me, "directory");
    let (read, mine, stored) = (was(sent), named(&input_of(sent)), named(&input_of_facts(organisation)));
    let fields = read.into_iter().zip(mine).zip(stored);
    let fields = fields.map(|(((name, was), (_, mine)), (_, theirs))| Edited { name, was, mine, theirs });
    let shown = |frame: &Frame, field: &str, text: &str| match field {
        _ if text.is_empty() => frame.t.text("empty").to_owned(),
        "country" | "control_country" => country_name(text, frame.t.language).to_owned(),
        "family" => frame.t.keyed("family-", text),
        "category" => frame.t.keyed("category-", text),
        "tier" => frame.t.keyed("tier-", text),
        _ => text.to_owned(),
    };
    let head = (frame, name, format!("/organisations/{id}"), version);
    Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, shown)).into_response())
}
