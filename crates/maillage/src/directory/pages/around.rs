//! Adding and taking away what surrounds an organisation: numbers, names, links, competences, places where it was read. The
//! forms stand on its sheet.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::access::{self, Level};
use platform::database::Transaction;
use platform::i18n::Language;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::ORGANISATION;
use super::super::around::{self, IdentifierInput, LinkInput, NameInput, SourceInput, TerritoryInput};
use super::super::model::{Identifier, OrganisationId};
use super::super::storage;
use super::id_of;
use super::new::said;
use super::sheet::show;
use crate::frame::{App, Caller, Me};

/// What the forms of a sheet send, each its own part.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Around {
    /// The register of a number.
    pub scheme: String,
    /// The number.
    pub number: String,
    /// A name.
    pub other_name: String,
    /// What the name is.
    pub name_nature: String,
    /// The other organisation, as typed.
    pub other: String,
    /// What binds them.
    pub link_nature: String,
    /// What it is more precisely.
    pub detail: String,
    /// A territory, as typed.
    pub territory: String,
    /// From when, in words.
    pub since: String,
    /// Until when, in words.
    pub until: String,
    /// Who published what was read.
    pub outlet: String,
    /// Where.
    pub address: String,
    /// When, in words.
    pub published: String,
    /// Why.
    pub note: String,
}

type Work = fn(&Transaction, &Me, OrganisationId, &Around, (Language, Date)) -> Result<(), Problem>;

/// Does what a form of the sheet asks; what cannot be accepted is said on the sheet again, with what was typed.
async fn submit(
    app: App,
    caller: Caller,
    id: String,
    form: Form<Around>,
    work: Work,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value, form.context);
    let (sent, shared) = (typed.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            // What one may not see does not exist, whatever else is wrong.
            access::require(tx, &me.actor, &ORGANISATION, id.record(), Level::Card)?;
            work(tx, me, id, &sent, said(&shared, me))
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/organisations/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, (typed, Faults(problem.faults), problem.way_out), None).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn add_identifier(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, _| {
        let Around { scheme, number, .. } = sent.clone();
        around::number(tx, me, id, &IdentifierInput { scheme, number })
    })
    .await
}

pub async fn remove_identifier(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, _| {
        let identifier = Identifier { scheme: sent.scheme.clone(), value: sent.number.clone() };
        storage::remove_identifier(tx, &me.actor, id, &identifier)
    })
    .await
}

pub async fn add_name(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, said| {
        let Around { other_name, name_nature, until, .. } = sent.clone();
        around::name(tx, me, id, &NameInput { other_name, name_nature, until }, said)
    })
    .await
}

pub async fn remove_name(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, _| {
        storage::remove_name(tx, &me.actor, id, &sent.other_name)
    })
    .await
}

pub async fn add_link(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, said| {
        let Around { link_nature, other, detail, since, until, .. } = sent.clone();
        around::link(tx, me, id, &LinkInput { link_nature, other, detail, since, until }, said)
    })
    .await
}

pub async fn remove_link(
    State(app): State<App>,
    caller: Caller,
    Path((id, link)): Path<(String, String)>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    let (id, context) = (id_of(&id)?, form.context);
    app.submit(&caller, &context, move |tx, me| storage::unbind(tx, &me.actor, id, &link)).await?;
    Ok(see_other(&format!("/organisations/{id}?done=done-saved")))
}

pub async fn add_competence(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, said| {
        let Around { territory, since, until, .. } = sent.clone();
        around::territory(tx, me, id, &TerritoryInput { territory, since, until }, said)
    })
    .await
}

pub async fn remove_competence(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, _| {
        let place = sent.territory.parse().map_err(|()| ProblemKind::NotFound)?;
        storage::remove_competence(tx, &me.actor, id, &place)
    })
    .await
}

pub async fn add_source(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, said| {
        let Around { outlet, address, published, note, .. } = sent.clone();
        around::source(tx, me, id, &SourceInput { outlet, address, published, note }, said)
    })
    .await
}
