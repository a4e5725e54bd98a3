//! Correcting what was noted.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::dates::day_with_year;
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Channel, Interaction, InteractionId};
use super::super::rules::{InteractionTyped, check_interaction};
use super::super::storage::{amendable, change as change_it};
use super::id_of;
use crate::directory::people::reading;
use crate::frame::{App, Caller, Conflict, Edited, Frame, Me, Select};

/// What the form sends: the facts by name, `was_` and the name for what the page showed, and the version that was read.
type Sent = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "prospecting/interactions/pages/edit.html")]
struct Edit {
    frame: Frame,
    id: InteractionId,
    company: String,
    input: InteractionTyped,
    faults: Faults,
    version: i64,
    was: Vec<(&'static str, String)>,
}

impl Edit {
    fn channels(&self) -> Vec<Select> {
        let one = |channel: &Channel| Select {
            key: channel.key().into(),
            label: self.frame.t.keyed("channel-", channel.key()),
            chosen: channel.key() == self.input.channel,
        };
        Channel::ALL.iter().map(one).collect()
    }
}

fn typed(said: &Interaction, language: Language) -> InteractionTyped {
    InteractionTyped {
        channel: said.channel.key().to_owned(),
        held_on: day_with_year(said.held_on, language),
        summary: said.summary.clone(),
        next_step: said.next_step.clone().unwrap_or_default(),
        next_due: said.next_due.map(|day| day_with_year(day, language)).unwrap_or_default(),
    }
}

/// The facts by name.
fn named(input: &InteractionTyped) -> Vec<(&'static str, String)> {
    let InteractionTyped { channel, held_on, summary, next_step, next_due } = input.clone();
    vec![
        ("channel", channel),
        ("held_on", held_on),
        ("summary", summary),
        ("next_step", next_step),
        ("next_due", next_due),
    ]
}

fn input_of(sent: &Sent) -> InteractionTyped {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    InteractionTyped {
        channel: text("channel"),
        held_on: text("held_on"),
        summary: text("summary"),
        next_step: text("next_step"),
        next_due: text("next_due"),
    }
}

/// What the page showed, as the form sends it back.
fn was(sent: &Sent) -> Vec<(&'static str, String)> {
    let names = named(&InteractionTyped::default()).into_iter();
    names.map(|(name, _)| (name, sent.get(&format!("was_{name}")).cloned().unwrap_or_default())).collect()
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, said) = app.read(&caller, |r, me| amendable(r, &me.actor, id)).await?;
    let input = typed(&said, me.language);
    let was = named(&input);
    Ok(drawn(&app, &caller, me, said, (input, Faults::default()), was))
}

fn drawn(
    app: &App,
    caller: &Caller,
    me: Me,
    said: Interaction,
    (input, faults): (InteractionTyped, Faults),
    was: Vec<(&'static str, String)>,
) -> Response {
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "companies");
    let Interaction { id, company_name: company, version, .. } = said;
    Page(status, Edit { frame, id, company, input, faults, version, was }).into_response()
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent) = (id_of(&id)?, form.value);
    let version: i64 =
        sent.get("version").and_then(|version| version.parse().ok()).ok_or(ProblemKind::Unreadable)?;
    let (input, shared) = (input_of(&sent), app.clone());
    let said = input.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            amendable(tx, &me.actor, id)?;
            change_it(tx, &me.actor, id, version, &check_interaction(&said, reading(&shared, me))?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/interactions/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let (me, found) = app.read(&caller, |r, me| amendable(r, &me.actor, id)).await?;
            // The version that was read: what somebody else wrote since is not taken for one's own.
            let found = Interaction { version, ..found };
            Ok(drawn(&app, &caller, me, found, (input, Faults(problem.faults)), was(&sent)))
        }
        Err(problem) if problem.kind == ProblemKind::Stale => conflict(&app, &caller, id, &sent).await,
        Err(problem) => Err(problem),
    }
}

/// Both texts of each fact that two people changed.
async fn conflict(app: &App, caller: &Caller, id: InteractionId, sent: &Sent) -> Result<Response, Problem> {
    let (me, said) = app.read(caller, |r, me| amendable(r, &me.actor, id)).await?;
    let stored = named(&typed(&said, me.language));
    let frame = Frame::new(app, caller, me, "companies");
    let fields = was(sent).into_iter().zip(named(&input_of(sent))).zip(stored);
    let fields = fields.map(|(((name, was), (_, mine)), (_, theirs))| Edited { name, was, mine, theirs });
    let shown = |frame: &Frame, field: &str, text: &str| match field {
        _ if text.is_empty() => frame.t.text("empty").to_owned(),
        "channel" => frame.t.keyed("channel-", text),
        _ => text.to_owned(),
    };
    let head = (frame, said.company_name.clone(), format!("/interactions/{id}"), said.version);
    Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, shown)).into_response())
}
