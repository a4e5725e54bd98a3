//! The form of a position: to give one to a person, and to correct one. The organisation is typed, looked for and chosen among
//! what is found, without a script.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::Reader;
use platform::text::{tidy, tidy_lines};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Duty, Named, Person, PositionId, PositionInput, PositionKind, Tier};
use super::super::rules::check_position;
use super::super::storage::positions::{add as give, correct, find, named};
use super::edit::{editable, id_of};
use super::new::reading;
use super::told::choices;
use crate::directory::PersonId;
use crate::frame::{App, Caller, Frame, Me, Select};
use crate::reference::countries;

/// The form as it is sent.
type Sent = BTreeMap<String, String>;

fn text(sent: &Sent, name: &str) -> String {
    sent.get(name).map(|text| tidy(text)).unwrap_or_default()
}

fn input_of(sent: &Sent) -> PositionInput {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    PositionInput {
        organisation: text("organisation"),
        place: text("place"),
        place_country: text("place_country"),
        tier: text("tier"),
        kind: text("kind"),
        duty: text("duty"),
        title_fr: text("title_fr"),
        title_en: text("title_en"),
        authority: text("authority"),
        delegation: text("delegation"),
        rank: text("rank"),
        valid_from: text("valid_from"),
        valid_until: text("valid_until"),
        outlet: text("outlet"),
        source_url: text("source_url"),
        stated_on: text("stated_on"),
    }
}

/// What the form shows.
#[derive(Default)]
struct Drawn {
    input: PositionInput,
    faults: Faults,
    /// The organisation chosen among those found.
    choice: String,
    /// The position that is corrected, and the version of the person that was read.
    corrected: Option<(PositionId, String)>,
    /// Why.
    reason: String,
}

impl Drawn {
    fn of(sent: &Sent, corrected: Option<PositionId>) -> Self {
        Self {
            input: input_of(sent),
            choice: text(sent, "choice"),
            corrected: corrected.map(|id| (id, text(sent, "version"))),
            reason: sent.get("reason").cloned().unwrap_or_default(),
            ..Self::default()
        }
    }
}

#[derive(Template)]
#[template(path = "directory/people/pages/position.html")]
struct PositionForm {
    frame: Frame,
    person: Person,
    drawn: Drawn,
    found: Vec<Named>,
}

impl PositionForm {
    fn action(&self) -> String {
        match &self.drawn.corrected {
            Some((id, _)) => format!("/people/{}/positions/{id}", self.person.id),
            None => format!("/people/{}/positions", self.person.id),
        }
    }

    fn title(&self) -> String {
        let key = if self.drawn.corrected.is_some() { "position-correct" } else { "position-add" };
        self.frame.t.text(key).to_owned()
    }

    fn is_chosen(&self, one: &Named) -> bool {
        one.id.to_string() == self.drawn.choice
    }

    fn kinds(&self) -> Vec<Select> {
        let keys = PositionKind::ALL.iter().map(|kind| kind.key());
        choices(&self.frame.t, "position-kind-", keys, &self.drawn.input.kind)
    }

    fn duties(&self) -> Vec<Select> {
        let keys = Duty::ALL.iter().map(|duty| duty.key());
        choices(&self.frame.t, "duty-", keys, &self.drawn.input.duty)
    }

    fn tiers(&self) -> Vec<Select> {
        choices(&self.frame.t, "tier-", Tier::ALL.iter().map(|tier| tier.key()), &self.drawn.input.tier)
    }

    fn countries(&self) -> Vec<Select> {
        let one = |(code, name): (&str, &str)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == self.drawn.input.place_country,
        };
        countries(self.frame.t.language).into_iter().map(one).collect()
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, Drawn::default()).await
}

/// The form to correct a position, with what is noted of it.
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Path((id, position)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (id, position) = (id_of(&id)?, position_of(&position)?);
    let (_, drawn) = app
        .read(&caller, |r, me| {
            let person = editable(r, me, id)?;
            let known = find(r, &me.actor, id, position)?;
            Ok(Drawn {
                input: PositionInput::of(&known, me.language),
                choice: known.facts.organisation.map(|id| id.to_string()).unwrap_or_default(),
                corrected: Some((position, person.version.to_string())),
                ..Drawn::default()
            })
        })
        .await?;
    show(&app, &caller, id, drawn).await
}

pub fn position_of(text: &str) -> Result<PositionId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

async fn show(app: &App, caller: &Caller, id: PersonId, drawn: Drawn) -> Result<Response, Problem> {
    let (me, (person, found)) = app
        .read(caller, |r, me| {
            let person = editable(r, me, id)?;
            Ok((person, named(r, &me.actor, &tidy(&drawn.input.organisation))?))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "people");
    let status = if drawn.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, PositionForm { frame, person, drawn, found }).into_response())
}

/// The organisation of the form: the one chosen for what is typed, or the only one under that name.
fn organisation_of(reader: &Reader, me: &Me, sent: &Sent) -> Result<String, Problem> {
    let (typed, choice) = (text(sent, "organisation"), text(sent, "choice"));
    if typed.is_empty() || (!choice.is_empty() && typed == text(sent, "choice_for")) {
        return Ok(if typed.is_empty() { String::new() } else { choice });
    }
    let mut faults = Faults::default();
    match crate::directory::typed(reader, &me.actor, &typed)?.as_slice() {
        [one] => return Ok(one.id.to_string()),
        [] if named(reader, &me.actor, &typed)?.is_empty() => {
            faults.add("organisation", "error-organisation-unknown");
        }
        _ => faults.add("organisation", "error-organisation-choose"),
    }
    Err(faults.into())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let drawn = Drawn::of(&sent, None);
    if sent.contains_key("search") {
        return show(&app, &caller, id, drawn).await;
    }
    let shared = app.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            let organisation = organisation_of(tx, me, &sent)?;
            let input = PositionInput { organisation, ..input_of(&sent) };
            give(tx, &me.actor, id, &check_position(&input, reading(&shared, me))?).map(drop)
        })
        .await;
    answer(&app, &caller, id, drawn, outcome.map(|()| "done-position-added")).await
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path((id, position)): Path<(String, String)>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, position, sent, context) = (id_of(&id)?, position_of(&position)?, form.value, form.context);
    let drawn = Drawn::of(&sent, Some(position));
    if sent.contains_key("search") {
        return show(&app, &caller, id, drawn).await;
    }
    let version: i64 = text(&sent, "version").parse().map_err(|_| ProblemKind::Unreadable)?;
    let shared = app.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            find(tx, &me.actor, id, position)?;
            let organisation = organisation_of(tx, me, &sent)?;
            let input = PositionInput { organisation, ..input_of(&sent) };
            let new = check_position(&input, reading(&shared, me));
            let reason = check_reason(sent.get("reason").map(String::as_str).unwrap_or_default());
            let (new, reason) = both(new, reason)?;
            correct(tx, &me.actor, (id, position), version, &new, &reason)
        })
        .await;
    answer(&app, &caller, id, drawn, outcome.map(|()| "done-position-corrected")).await
}

/// Why something is corrected or taken away.
pub fn check_reason(typed: &str) -> Result<String, Faults> {
    let mut faults = Faults::default();
    let reason = tidy_lines(typed);
    faults.longer(&[("reason", &reason, 300)]);
    if reason.is_empty() {
        faults.add("reason", "error-reason");
    }
    faults.or(reason)
}

/// Both, or what is wrong with either.
fn both<A, B>(one: Result<A, Faults>, other: Result<B, Faults>) -> Result<(A, B), Faults> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut one), Err(other)) => {
            one.0.extend(other.0);
            Err(one)
        }
        (Err(faults), _) | (_, Err(faults)) => Err(faults),
    }
}

async fn answer(
    app: &App,
    caller: &Caller,
    id: PersonId,
    drawn: Drawn,
    outcome: Result<&'static str, Problem>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(done) => Ok(see_other(&format!("/people/{id}?done={done}"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(app, caller, id, Drawn { faults: Faults(problem.faults), ..drawn }).await
        }
        Err(problem) => Err(problem),
    }
}
