//! Changing what is known of a contact.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::{Reader, Result as Read};
use platform::dates::day_with_year;
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Contact, ContactId};
use super::super::rules::{ContactInput, check_contact};
use super::super::storage::{change as change_it, contacts};
use super::{bases, roles};
use crate::directory::OrganisationId;
use crate::directory::people::reading;
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me, Select};
use crate::prospecting::pages::edit::id_of;
use crate::prospecting::storage::{file_of, may_keep};

/// What the form sends: the facts by name, `was_` and the name for what the page showed, and the version that was read.
type Sent = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "prospecting/contacts/pages/edit.html")]
struct Edit {
    frame: Frame,
    company: OrganisationId,
    id: ContactId,
    input: ContactInput,
    faults: Faults,
    version: i64,
    was: Vec<(&'static str, String)>,
}

impl Edit {
    fn roles(&self) -> Vec<Select> {
        roles(&self.frame.t, &self.input.contact_role)
    }

    fn bases(&self) -> Vec<Select> {
        bases(&self.frame.t, &self.input.legal_basis)
    }
}

fn ids((company, contact): (String, String)) -> Result<(OrganisationId, ContactId), Problem> {
    Ok((id_of(&company)?, contact.parse().map_err(|_| ProblemKind::NotFound)?))
}

/// A contact, for who keeps the file.
fn known(reader: &Reader, me: &Me, (company, id): (OrganisationId, ContactId)) -> Result<Contact, Problem> {
    let file = file_of(reader, &me.actor, company)?.ok_or(ProblemKind::NotFound)?;
    let all: Read<Vec<Contact>> = contacts(reader, file.id);
    let found = all?.into_iter().find(|one| one.id == id).ok_or(ProblemKind::NotFound)?;
    may_keep(&me.actor)?;
    Ok(found)
}

fn typed(contact: Contact, language: Language) -> ContactInput {
    let day = |day| day_with_year(day, language);
    ContactInput {
        contact_name: contact.name,
        job: contact.job.unwrap_or_default(),
        contact_role: contact.role.map(|role| role.key().to_owned()).unwrap_or_default(),
        main_contact: if contact.main { "yes".into() } else { String::new() },
        email: contact.email.unwrap_or_default(),
        phone: contact.phone.unwrap_or_default(),
        legal_basis: contact.legal_basis.key().into(),
        data_class: contact.data_class.key().into(),
        informed_on: contact.informed_on.map(day).unwrap_or_default(),
        found_in: contact.source.unwrap_or_default(),
        left_on: contact.left_on.map(day).unwrap_or_default(),
    }
}

/// The facts by name: why the person is kept is not changed here.
fn named(input: &ContactInput) -> Vec<(&'static str, String)> {
    let ContactInput { contact_name, job, contact_role, main_contact, email, phone, legal_basis, .. } =
        input.clone();
    vec![
        ("contact_name", contact_name),
        ("job", job),
        ("contact_role", contact_role),
        ("main_contact", main_contact),
        ("email", email),
        ("phone", phone),
        ("legal_basis", legal_basis),
        ("informed_on", input.informed_on.clone()),
        ("found_in", input.found_in.clone()),
        ("left_on", input.left_on.clone()),
    ]
}

fn input_of(sent: &Sent) -> ContactInput {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    ContactInput {
        contact_name: text("contact_name"),
        job: text("job"),
        contact_role: text("contact_role"),
        main_contact: text("main_contact"),
        email: text("email"),
        phone: text("phone"),
        legal_basis: text("legal_basis"),
        data_class: String::new(),
        informed_on: text("informed_on"),
        found_in: text("found_in"),
        left_on: text("left_on"),
    }
}

/// What the page showed, as the form sends it back.
fn was(sent: &Sent) -> Vec<(&'static str, String)> {
    let names = named(&ContactInput::default()).into_iter();
    names.map(|(name, _)| (name, sent.get(&format!("was_{name}")).cloned().unwrap_or_default())).collect()
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ids = ids(path)?;
    let (me, contact) = app.read(&caller, |r, me| known(r, me, ids)).await?;
    let version = contact.version;
    let input = typed(contact, me.language);
    let was = named(&input);
    Ok(drawn(&app, &caller, me, ids, (input, Faults::default()), (version, was)))
}

fn drawn(
    app: &App,
    caller: &Caller,
    me: Me,
    (company, id): (OrganisationId, ContactId),
    (input, faults): (ContactInput, Faults),
    (version, was): (i64, Vec<(&'static str, String)>),
) -> Response {
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "companies");
    Page(status, Edit { frame, company, id, input, faults, version, was }).into_response()
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<(String, String)>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (ids, sent) = (ids(path)?, form.value);
    let version: i64 =
        sent.get("version").and_then(|version| version.parse().ok()).ok_or(ProblemKind::Unreadable)?;
    let (input, shared) = (input_of(&sent), app.clone());
    let said = input.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            known(tx, me, ids)?;
            change_it(tx, &me.actor, ids, version, &check_contact(&said, reading(&shared, me))?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/companies/{}?done=done-saved", ids.0))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, _) = app.read(&caller, |r, me| known(r, me, ids)).await?;
            let typed = (input, Faults(problem.faults));
            Ok(drawn(&app, &caller, me, ids, typed, (version, was(&sent))))
        }
        Err(problem) if problem.kind == ProblemKind::Stale => conflict(&app, &caller, ids, &sent).await,
        Err(problem) => Err(problem),
    }
}

/// Both texts of each fact that two people changed.
async fn conflict(
    app: &App,
    caller: &Caller,
    ids: (OrganisationId, ContactId),
    sent: &Sent,
) -> Result<Response, Problem> {
    let (me, contact) = app.read(caller, |r, me| known(r, me, ids)).await?;
    let (name, version) = (contact.name.clone(), contact.version);
    let stored = named(&typed(contact, me.language));
    let frame = Frame::new(app, caller, me, "companies");
    let fields = was(sent).into_iter().zip(named(&input_of(sent))).zip(stored);
    let fields = fields.map(|(((name, was), (_, mine)), (_, theirs))| Edited { name, was, mine, theirs });
    let shown = |frame: &Frame, field: &str, text: &str| match field {
        _ if text.is_empty() => frame.t.text("empty").to_owned(),
        "contact_role" => frame.t.keyed("contact-role-", text),
        "legal_basis" => frame.t.keyed("basis-", text),
        "main_contact" => frame.t.text("contact-main").to_owned(),
        _ => text.to_owned(),
    };
    let head = (frame, name, format!("/companies/{}/contacts/{}", ids.0, ids.1), version);
    Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, shown)).into_response())
}
