//! The lines of a register: several added at once, one ended, one taken away.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::database::Transaction;
use platform::dates::ImpreciseDate;
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::{Fault, Faults, Form, Problem, ProblemKind, see_other};

use super::super::model::{NewEntry, RegisterId, Since};
use super::super::storage;
use super::id_of;
use super::sheet::{Typed, said};
use crate::directory::model::Family;
use crate::directory::pages::around::one_typed;
use crate::directory::rules::stated_date;
use crate::frame::{App, Caller, Me};

/// More lines than a body has members.
const MANY: usize = 600;

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
            storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            add_lines(tx, me, id, &sent, &shared)
        })
        .await;
    super::sheet::answer(&app, &caller, id, typed, outcome).await
}

/// Every line typed, or none: what cannot be read of each is said together.
fn add_lines(tx: &Transaction, me: &Me, id: RegisterId, sent: &Typed, app: &App) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let since = since(&mut faults, sent, said(app, me));
    let lines = tidy_lines(&sent.names);
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        faults.add("names", "error-required");
    }
    if lines.len() > MANY {
        faults.add_with("names", "error-too-many-lines", "max", &MANY);
    }
    let categories = sent.categories == "yes";
    let family = Family::from_key(&sent.family);
    if categories && family.is_none() {
        faults.add("family", "error-choice");
    }
    for line in &lines {
        faults.longer(&[("names", line, 200)]);
    }
    let mut new = Vec::new();
    for line in lines.into_iter().take(MANY) {
        match (categories, family) {
            (true, Some(family)) => new.push(NewEntry::Category(tidy(line), family)),
            (true, None) => {}
            (false, _) => match one_typed(tx, me, "names", line) {
                Ok(one) => new.push(NewEntry::Named(one)),
                Err(problem) => faults.0.extend(problem.faults.into_iter().map(|fault| at_line(fault, line))),
            },
        }
    }
    let (new, since) = faults.or((new, since))?;
    add_all(tx, me, id, &new, &since)
}

/// What is wrong with a line, with the line: which of several organisations is meant, or that none is.
fn at_line(fault: Fault, line: &str) -> Fault {
    let message = match fault.message {
        "error-organisation-several" => "error-register-several",
        _ => "error-register-line",
    };
    let line = ("line", line.to_owned());
    Fault { message, args: fault.args.into_iter().chain([line]).collect(), ..fault }
}

/// Since when, as far as that is said: today when nothing is.
fn since(faults: &mut Faults, sent: &Typed, said: (Language, Date)) -> Since {
    let joined = stated_date(faults, "joined", &sent.joined, said);
    let known = stated_date(faults, "known_from", &sent.known_from, said);
    joined.map_or_else(|| Since::Known(known.unwrap_or_else(|| ImpreciseDate::day(said.1))), Since::Joined)
}

/// Adds each line; those that are there already are named together, with the way to the first.
fn add_all(
    tx: &Transaction,
    me: &Me,
    id: RegisterId,
    new: &[NewEntry],
    since: &Since,
) -> Result<(), Problem> {
    let mut refused: Option<Problem> = None;
    for entry in new {
        match (storage::add_entry(tx, &me.actor, id, entry, since), &mut refused) {
            (Ok(()), _) => {}
            (Err(problem), Some(known)) if problem.kind == ProblemKind::Invalid => {
                known.faults.extend(problem.faults);
            }
            (Err(problem), None) if problem.kind == ProblemKind::Invalid => refused = Some(problem),
            (Err(problem), _) => return Err(problem),
        }
    }
    refused.map_or(Ok(()), Err)
}

pub async fn depart(
    State(app): State<App>,
    caller: Caller,
    Path((id, entry)): Path<(String, String)>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value, form.context);
    let (sent, shared) = (typed.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let mut faults = Faults::default();
            let departed = stated_date(&mut faults, "departed", &sent.departed, said(&shared, me));
            if departed.is_none() && faults.0.is_empty() {
                faults.add("departed", "error-required");
            }
            let departed = faults.or(departed)?.ok_or(ProblemKind::Invalid)?;
            storage::end_entry(tx, &me.actor, id, &entry, &departed)
        })
        .await;
    super::sheet::answer(&app, &caller, id, typed, outcome).await
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, entry)): Path<(String, String)>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, context) = (id_of(&id)?, form.context);
    app.submit(&caller, &context, move |tx, me| storage::remove_entry(tx, &me.actor, id, &entry)).await?;
    Ok(see_other(&format!("/registers/{id}?done=done-saved")))
}
