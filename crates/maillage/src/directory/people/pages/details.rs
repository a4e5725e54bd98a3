//! How one's organisation reaches a person, why it may, and what the person said about it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::classes::{Basis, DataClass};
use super::super::contact::{
    Consent, ConsentInput, ConsentKind, Detail, DetailInput, DetailKind, Purpose, Silence, check_consent,
    check_detail,
};
use super::super::model::Person;
use super::super::storage::details;
use super::super::storage::people::find;
use super::edit::id_of;
use super::new::reading;
use super::told::choices;
use crate::directory::PersonId;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// What was typed in the page's two forms, and what is wrong with it.
#[derive(Default)]
struct Typed {
    detail: DetailInput,
    consent: ConsentInput,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "directory/people/pages/details.html")]
struct Details {
    frame: Frame,
    person: Person,
    details: Vec<Detail>,
    consents: Vec<Consent>,
    letters: Vec<(Purpose, Result<String, Silence>)>,
    keeps: bool,
    typed: Typed,
}

impl Details {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn kinds(&self) -> Vec<Select> {
        let keys = DetailKind::ALL.iter().map(|kind| kind.key());
        choices(&self.frame.t, "detail-", keys, &self.typed.detail.detail_kind)
    }

    fn classes(&self) -> Vec<Select> {
        let keys = DataClass::ALL.iter().map(|class| class.key());
        choices(&self.frame.t, "class-", keys, &self.typed.detail.data_class)
    }

    fn bases(&self) -> Vec<Select> {
        let keys = Basis::ALL.iter().map(|basis| basis.key());
        choices(&self.frame.t, "lawful-", keys, &self.typed.detail.basis)
    }

    fn purposes(&self) -> Vec<Select> {
        let keys = Purpose::ALL.iter().map(|purpose| purpose.key());
        choices(&self.frame.t, "letter-", keys, &self.typed.consent.letter)
    }

    fn heard(&self) -> Vec<Select> {
        let keys = ConsentKind::ALL.iter().map(|kind| kind.key());
        choices(&self.frame.t, "consent-", keys, &self.typed.consent.consent)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    shown(&app, &caller, id_of(&id)?, Typed::default(), done.done).await
}

async fn shown(
    app: &App,
    caller: &Caller,
    id: PersonId,
    mut typed: Typed,
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, (person, details, consents, letters)) = app
        .read(caller, |r, me| {
            let (person, _) = find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let owner = me.actor.acting_for();
            let known = details::details(r, owner, id)?;
            let heard = details::consents(r, owner, id)?;
            let letters = details::letters(r, owner, &known, &heard)?;
            Ok((person, known, heard, letters))
        })
        .await?;
    if typed.detail.data_class.is_empty() {
        typed.detail.data_class = person.class.key().into();
        typed.detail.basis = person.class.rule().basis.key().into();
    }
    let status = if typed.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let keeps = me.may(KEEP_FILES);
    let frame = Frame::new(app, caller, me, "people").done(done);
    Ok(Page(status, Details { frame, person, details, consents, letters, keeps, typed }).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<DetailInput>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            details::add(tx, &me.actor, id, &check_detail(&typed, reading(&shared, me))?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}/details?done=done-detail-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed = Typed { detail: input, faults: Faults(problem.faults), ..Typed::default() };
            shown(&app, &caller, id, typed, None).await
        }
        Err(problem) => Err(problem),
    }
}

/// A form with nothing to fill in.
#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, detail)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let detail = detail.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &form.context, move |tx, me| details::remove(tx, &me.actor, id, detail)).await?;
    Ok(see_other(&format!("/people/{id}/details?done=done-detail-removed")))
}

pub async fn hear(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<ConsentInput>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            details::hear(tx, &me.actor, id, &check_consent(&typed, reading(&shared, me))?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}/details?done=done-consent-heard"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed = Typed { consent: input, faults: Faults(problem.faults), ..Typed::default() };
            shown(&app, &caller, id, typed, None).await
        }
        Err(problem) => Err(problem),
    }
}
