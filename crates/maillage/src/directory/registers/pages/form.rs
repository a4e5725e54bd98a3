//! Opening a register, and changing what it says of its body.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Level;
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::input::{RegisterInput, check_register};
use super::super::model::{Register, RegisterNature};
use super::super::storage;
use super::id_of;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me, Select};

/// What the form sends: a register as it is typed, and to change one, the version and what the page showed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
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

impl Sent {
    fn of(register: &Register, language: Language) -> Self {
        let RegisterInput { name, nature, description, founded, audience } =
            RegisterInput::of(register, language);
        let version = register.version.to_string();
        Self { name, nature, description, founded, audience, version, ..Self::default() }
    }

    fn input(&self) -> RegisterInput {
        RegisterInput {
            name: self.name.clone(),
            nature: self.nature.clone(),
            description: self.description.clone(),
            founded: self.founded.clone(),
            audience: self.audience.clone(),
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
}

#[derive(Template)]
#[template(path = "directory/registers/pages/form.html")]
struct RegisterForm {
    frame: Frame,
    input: Sent,
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
    (input, faults): (Sent, Faults),
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
    let input = Sent { audience: "network".into(), ..Sent::default() };
    Ok(page(&app, &caller, me, (input, Faults::default()), opening()))
}

fn allowed(me: &Me) -> Result<(), Problem> {
    if me.may(KEEP_FILES) { Ok(()) } else { Err(ProblemKind::Forbidden.into()) }
}

pub async fn create(State(app): State<App>, caller: Caller, form: Form<Sent>) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let (sent, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            allowed(me)?;
            let new = check_register(&sent.input(), said(&shared, me), None)?;
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

fn shown(mut input: Sent) -> Sent {
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
    let input = shown(Sent::of(&register, me.language));
    Ok(page(&app, &caller, me, (input, Faults::default()), changing(&id)))
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let version: i64 = input.version.parse().map_err(|_| ProblemKind::Unreadable)?;
    let (sent, shared, path) = (input.clone(), app.clone(), id.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let register = editable(tx, me, &path)?;
            let new = check_register(&sent.input(), said(&shared, me), Some(&register))?;
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
            let stored = Sent::of(&register, me.language);
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
