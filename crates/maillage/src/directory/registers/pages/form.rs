//! Opening a register, and changing what it says of its body.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Level;
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{NewRegister, Register, RegisterNature};
use super::super::rules::first;
use super::super::storage;
use super::id_of;
use crate::directory::rules::stated_date;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me, Select};

/// A register as a person types it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RegisterInput {
    name: String,
    nature: String,
    description: String,
    founded: String,
    audience: String,
    version: String,
    was_name: String,
    was_nature: String,
    was_description: String,
    was_founded: String,
}

impl RegisterInput {
    fn of(register: &Register, language: Language) -> Self {
        let founded = register.founded.as_ref();
        let said = founded.map(|date| date.wording().map_or_else(|| date.print(language), ToOwned::to_owned));
        Self {
            name: register.name.clone(),
            nature: register.nature.key().to_owned(),
            description: register.description.clone().unwrap_or_default(),
            founded: said.unwrap_or_default(),
            version: register.version.to_string(),
            ..Self::default()
        }
    }

    /// The facts by name: as typed, and as the page showed them.
    fn facts(&self) -> [(&'static str, &str, &str); 4] {
        [
            ("name", &self.name, &self.was_name),
            ("nature", &self.nature, &self.was_nature),
            ("description", &self.description, &self.was_description),
            ("founded", &self.founded, &self.was_founded),
        ]
    }

    fn check(&self, said: (Language, Date), stored: Option<&Register>) -> Result<NewRegister, Faults> {
        let mut faults = Faults::default();
        let (name, description) = (tidy(&self.name), tidy_lines(&self.description));
        faults.longer(&[("name", &name, 200), ("description", &description, 2000)]);
        if name.is_empty() {
            faults.add("name", "error-required");
        }
        let nature = RegisterNature::from_key(&self.nature);
        if nature.is_none() {
            faults.add("nature", "error-choice");
        }
        // Words that were not touched keep the meaning that they had on the day they were said.
        let untouched = stored.filter(|_| self.founded == self.was_founded && !self.founded.is_empty());
        let founded = match untouched {
            Some(register) => register.founded.clone(),
            None => stated_date(&mut faults, "founded", &self.founded, said),
        };
        if founded.as_ref().is_some_and(|founded| first(founded) > said.1) {
            faults.add("founded", "error-founded-future");
        }
        let audience = if stored.is_some() { "network" } else { self.audience.as_str() };
        if !["network", "owner"].contains(&audience) {
            faults.add("audience", "error-choice");
        }
        let nature = nature.unwrap_or(RegisterNature::Body);
        let description = Some(description).filter(|text| !text.is_empty());
        faults.or(NewRegister { name, nature, description, founded, network: audience == "network" })
    }
}

#[derive(Template)]
#[template(path = "directory/registers/pages/form.html")]
struct RegisterForm {
    frame: Frame,
    input: RegisterInput,
    faults: Faults,
    action: String,
    back: String,
    changes: bool,
}

impl RegisterForm {
    fn natures(&self) -> Vec<Select> {
        let one = |nature: &RegisterNature| Select {
            key: nature.key().to_owned(),
            label: self.frame.t.keyed("register-nature-", nature.key()),
            chosen: nature.key() == self.input.nature,
        };
        RegisterNature::ALL.iter().map(one).collect()
    }

    fn audiences(&self) -> Vec<Select> {
        let one = |key: &str| Select {
            key: key.to_owned(),
            label: self.frame.t.keyed("register-audience-", key),
            chosen: key == self.input.audience,
        };
        ["network", "owner"].into_iter().map(one).collect()
    }
}

fn said(app: &App, me: &Me) -> (Language, Date) {
    let now = app.database.ids().clock().now();
    (me.language, now.to_zoned(app.settings.zone()).date())
}

fn page(
    app: &App,
    caller: &Caller,
    me: Me,
    (input, faults): (RegisterInput, Faults),
    (action, back, changes): (String, String, bool),
) -> Response {
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "registers");
    Page(status, RegisterForm { frame, input, faults, action, back, changes }).into_response()
}

fn opening() -> (String, String, bool) {
    ("/registers".into(), "/registers".into(), false)
}

pub async fn new(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let (me, ()) = app.read(&caller, |_, me| allowed(me)).await?;
    let input = RegisterInput { audience: "network".into(), ..RegisterInput::default() };
    Ok(page(&app, &caller, me, (input, Faults::default()), opening()))
}

fn allowed(me: &Me) -> Result<(), Problem> {
    if me.may(KEEP_FILES) { Ok(()) } else { Err(ProblemKind::Forbidden.into()) }
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    form: Form<RegisterInput>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let (sent, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            allowed(me)?;
            let new = sent.check(said(&shared, me), None)?;
            storage::add_register(tx, &me.actor, &new).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/registers/{id}?done=done-register-opened"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
            Ok(page(&app, &caller, me, (input, Faults(problem.faults)), opening()))
        }
        Err(problem) => Err(problem),
    }
}

/// A register that the person may change.
fn editable(reader: &platform::database::Reader, me: &Me, id: &str) -> Result<Register, Problem> {
    let (register, level) = storage::find(reader, &me.actor, id_of(id)?)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Edit { Err(ProblemKind::Forbidden.into()) } else { Ok(register) }
}

fn shown(mut input: RegisterInput) -> RegisterInput {
    input.was_name.clone_from(&input.name);
    input.was_nature.clone_from(&input.nature);
    input.was_description.clone_from(&input.description);
    input.was_founded.clone_from(&input.founded);
    input
}

fn changing(id: &str) -> (String, String, bool) {
    (format!("/registers/{id}/edit"), format!("/registers/{id}"), true)
}

pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (me, register) = app.read(&caller, |r, me| editable(r, me, &id)).await?;
    let input = shown(RegisterInput::of(&register, me.language));
    Ok(page(&app, &caller, me, (input, Faults::default()), changing(&id)))
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<RegisterInput>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let version: i64 = input.version.parse().map_err(|_| ProblemKind::Unreadable)?;
    let (sent, shared, path) = (input.clone(), app.clone(), id.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let register = editable(tx, me, &path)?;
            let new = sent.check(said(&shared, me), Some(&register))?;
            storage::change_register(tx, &me.actor, register.id, version, &new)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/registers/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
            Ok(page(&app, &caller, me, (input, Faults(problem.faults)), changing(&id)))
        }
        Err(problem) if problem.kind == ProblemKind::Stale => {
            let (me, register) = app.read(&caller, |r, me| editable(r, me, &id)).await?;
            let stored = RegisterInput::of(&register, me.language);
            let frame = Frame::new(&app, &caller, me, "registers");
            let fields =
                input.facts().into_iter().zip(stored.facts()).map(|((name, mine, was), (_, theirs, _))| {
                    Edited { name, was: was.to_owned(), mine: mine.to_owned(), theirs: theirs.to_owned() }
                });
            let head = (frame, register.name.clone(), format!("/registers/{id}"), register.version);
            let words = |frame: &Frame, field: &str, text: &str| match field {
                _ if text.is_empty() => frame.t.text("empty").to_owned(),
                "nature" => frame.t.keyed("register-nature-", text),
                _ => text.to_owned(),
            };
            Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, words)).into_response())
        }
        Err(problem) => Err(problem),
    }
}
