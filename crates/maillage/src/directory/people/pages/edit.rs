//! Changing a person's facts.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Person, PersonInput};
use super::super::rules::check_person;
use super::super::storage::people::{change as change_person, find, living, may_keep};
use super::new::{PersonForm, reading};
use crate::directory::PersonId;
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me};
use crate::reference::country_name;

/// What the form sends: the facts by name, `was_` and the name for what the page showed, and the version that was read.
type Sent = BTreeMap<String, String>;
type Named = Vec<(&'static str, String)>;

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<PersonId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// A person whose facts one may change.
pub fn editable(reader: &Reader, me: &Me, id: PersonId) -> Result<Person, Problem> {
    let (person, level) = find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    may_keep(&me.actor)?;
    if level < Level::Edit {
        return Err(ProblemKind::Forbidden.into());
    }
    living(reader, id)?;
    Ok(person)
}

fn typed(person: &Person, language: Language) -> PersonInput {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    PersonInput {
        given_name: person.given_name.clone(),
        family_name: person.family_name.clone(),
        civility: text(&person.civility),
        country: text(&person.country),
        languages: text(&person.languages),
        note: text(&person.note),
        data_class: person.class.key().into(),
        audience: if person.network { "network".into() } else { "owner".into() },
        outlet: text(&person.provenance.outlet),
        source_url: text(&person.provenance.url),
        stated_on: person.provenance.stated_on.as_ref().map(|date| date.print(language)).unwrap_or_default(),
        homonym: String::new(),
    }
}

fn named(input: &PersonInput) -> Named {
    vec![
        ("given_name", input.given_name.clone()),
        ("family_name", input.family_name.clone()),
        ("civility", input.civility.clone()),
        ("country", input.country.clone()),
        ("languages", input.languages.clone()),
        ("data_class", input.data_class.clone()),
        ("note", input.note.clone()),
        ("outlet", input.outlet.clone()),
        ("source_url", input.source_url.clone()),
        ("stated_on", input.stated_on.clone()),
    ]
}

fn input_of(sent: &Sent) -> PersonInput {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    PersonInput {
        given_name: text("given_name"),
        family_name: text("family_name"),
        civility: text("civility"),
        country: text("country"),
        languages: text("languages"),
        note: text("note"),
        data_class: text("data_class"),
        // Whom a person is shown to does not change with his facts.
        audience: "owner".into(),
        outlet: text("outlet"),
        source_url: text("source_url"),
        stated_on: text("stated_on"),
        homonym: text("homonym"),
    }
}

fn was(sent: &Sent) -> Named {
    let empty = named(&PersonInput::default()).into_iter();
    empty.map(|(name, _)| (name, sent.get(&format!("was_{name}")).cloned().unwrap_or_default())).collect()
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, person) = app.read(&caller, |r, me| editable(r, me, id)).await?;
    let input = typed(&person, me.language);
    let read = (person.version, named(&input));
    Ok(redrawn(&app, &caller, me, id, read, input, Faults::default()))
}

fn redrawn(
    app: &App,
    caller: &Caller,
    me: Me,
    id: PersonId,
    read: (i64, Named),
    input: PersonInput,
    faults: Faults,
) -> Response {
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PersonForm {
        frame: Frame::new(app, caller, me, "people"),
        input,
        faults,
        namesakes: Vec::new(),
        action: format!("/people/{id}/edit"),
        read: Some(read),
    };
    Page(status, page).into_response()
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
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            let person = check_person(&typed, reading(&shared, me))?;
            change_person(tx, &me.actor, id, version, &person)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
            let read = (version, was(&sent));
            Ok(redrawn(&app, &caller, me, id, read, input, Faults(problem.faults)))
        }
        Err(problem) if problem.kind == ProblemKind::Stale => conflict(&app, &caller, id, &sent).await,
        Err(problem) => Err(problem),
    }
}

/// Both texts of each fact that two people changed.
async fn conflict(app: &App, caller: &Caller, id: PersonId, sent: &Sent) -> Result<Response, Problem> {
    let (me, person) = app.read(caller, |r, me| editable(r, me, id)).await?;
    let (name, version) = (person.name(), person.version);
    let stored = named(&typed(&person, me.language));
    let frame = Frame::new(app, caller, me, "people");
    let fields = was(sent).into_iter().zip(named(&input_of(sent))).zip(stored);
    let fields = fields.map(|(((name, was), (_, mine)), (_, theirs))| Edited { name, was, mine, theirs });
    let shown = |frame: &Frame, field: &str, text: &str| match field {
        _ if text.is_empty() => frame.t.text("empty").to_owned(),
        "country" => country_name(text, frame.t.language).to_owned(),
        "data_class" => frame.t.keyed("class-", text),
        _ => text.to_owned(),
    };
    let head = (frame, name, format!("/people/{id}"), version);
    Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, shown)).into_response())
}
