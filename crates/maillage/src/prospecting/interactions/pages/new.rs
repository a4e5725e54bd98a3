//! Noting what was said, on a phone as on a desk: one form, which says as one types what it understands.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::Reader;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, is_local, see_other};
use serde::Deserialize;

use super::super::model::{Channel, Interaction, MeetingInput, Place, Present, With};
use super::super::noting::{self, Noted, about, whom};
use super::super::rules::{due, held};
use super::super::storage::{Of, contacts_of, interactions, recent};
use crate::directory::people::{Reading, reading};
use crate::directory::{Card, Colleague, colleagues};
use crate::frame::links::Subject;
use crate::frame::{App, Caller, Frame, Me, Select};
use crate::prospecting::contacts::bases;
use crate::prospecting::model::FileId;
use crate::prospecting::storage::may_keep;
use crate::reference::{countries, country_name};

/// How many of the last interactions recall what is known already.
const KNOWN: i64 = 3;

/// Where one comes from, and with what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    company: String,
    project: String,
    back: String,
}

/// What the page shows of what is known.
struct Around {
    with: With,
    recent: Vec<Place>,
    people: Vec<Present>,
    colleagues: Vec<Colleague>,
    subjects: Vec<Subject>,
    known: Vec<Interaction>,
}

#[derive(Template)]
#[template(path = "prospecting/interactions/pages/new.html")]
struct Log {
    frame: Frame,
    input: MeetingInput,
    faults: Faults,
    around: Around,
    reading: Reading,
    back: String,
}

/// An address of this instance to go back to.
fn local(back: &str) -> Option<&str> {
    Some(back).filter(|back| is_local(back))
}

impl Log {
    fn action(&self) -> String {
        match local(&self.back) {
            Some(back) => {
                let query = serde_html_form::to_string([("back", back)]).unwrap_or_default();
                format!("/interactions?{query}")
            }
            None => "/interactions".to_owned(),
        }
    }

    fn channels(&self) -> Vec<(Select, &'static str)> {
        let one = |channel: &Channel| {
            let chosen = channel.key() == self.input.channel;
            let label = self.frame.t.keyed("channel-", channel.key());
            (Select { key: channel.key().into(), label, chosen }, channel.icon())
        };
        Channel::ALL.iter().map(one).collect()
    }

    /// The companies to tick: those chosen, then those of late. One that a name brings up is ticked there.
    fn offered(&self) -> Vec<Select> {
        let unsure = |place: &Place| {
            self.around.with.unsure.iter().any(|(_, found)| found.iter().any(|one| one.id == place.company))
        };
        let id = |place: &Place| place.company.to_string();
        let chosen = self.around.with.places.iter().filter(|place| self.input.companies.contains(&id(place)));
        let late = self.around.recent.iter();
        let mut offered: Vec<Select> = Vec::new();
        for place in chosen.chain(late).filter(|place| !unsure(place)) {
            if offered.iter().all(|one| one.key != id(place)) {
                let chosen = self.input.companies.contains(&id(place));
                offered.push(Select { key: id(place), label: place.name.clone(), chosen });
            }
        }
        offered
    }

    /// The companies known by what was typed.
    fn recognised(&self) -> Vec<&Place> {
        let typed = |place: &&Place| !self.input.companies.contains(&place.company.to_string());
        self.around.with.places.iter().filter(typed).collect()
    }

    fn choice(&self, card: &Card) -> Select {
        let place = card.city.clone().unwrap_or_else(|| self.country(&card.country));
        let (key, label) = (card.id.to_string(), format!("{} ({place})", card.name));
        Select { chosen: self.input.companies.contains(&key), key, label }
    }

    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
    }

    fn countries(&self) -> Vec<Select> {
        let all = countries(self.frame.t.language).into_iter();
        let one = |(code, name): (&str, &str)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == self.input.country,
        };
        all.map(one).collect()
    }

    fn bases(&self) -> Vec<Select> {
        bases(&self.frame.t, &self.input.legal_basis)
    }

    fn ticked(&self, contact: &Present) -> bool {
        self.input.contacts.contains(&contact.id.to_string())
    }

    /// The company of a contact, when there are several.
    fn company_of(&self, contact: &Present) -> Option<&str> {
        let places = &self.around.with.places;
        let place = places.iter().find(|place| place.file == Some(contact.file));
        place.filter(|_| places.len() > 1).map(|place| place.name.as_str())
    }

    fn was_there(&self, colleague: &Colleague) -> bool {
        self.input.colleagues.contains(&colleague.account)
    }

    /// The others of one's organisation.
    fn others(&self) -> Vec<&Colleague> {
        let own = self.frame.me.as_ref().map(|me| me.account.to_string());
        self.around.colleagues.iter().filter(|one| Some(&one.account) != own.as_ref()).collect()
    }

    fn chosen(&self, subject: &Subject) -> bool {
        self.input.project == subject.record.to_string()
    }

    fn new_person(&self) -> bool {
        [&self.input.contact_name, &self.input.job, &self.input.email, &self.input.legal_basis]
            .iter()
            .any(|text| !text.is_empty())
            || ["contact_name", "legal_basis"].iter().any(|field| self.faults.of(field).is_some())
    }

    /// What is understood of the day it was held, or what is wrong with it.
    fn held(&self) -> (bool, String) {
        let mut faults = Faults::default();
        match held(&mut faults, self.reading, &self.input.held_on) {
            Some(day) if day == self.reading.today => (true, self.frame.t.text("held-today").to_owned()),
            Some(day) => {
                (true, self.frame.t.with("held-day", "day", day_with_year(day, self.frame.t.language)))
            }
            None => (false, faults.0.iter().map(|fault| self.frame.fault(fault)).collect()),
        }
    }

    /// What is understood of the date of the next step, or what is wrong with it.
    fn due(&self) -> Option<(bool, String)> {
        let mut faults = Faults::default();
        let date = due(&mut faults, self.reading, &self.input.next_due);
        let understood = |counted: String| (true, self.frame.t.with("step-understood", "date", counted));
        date.map(|date| understood(date.counted(self.frame.t.language)))
            .or_else(|| faults.0.first().map(|fault| (false, self.frame.fault(fault))))
    }

    fn day(&self, said: &Interaction) -> String {
        day_with_year(said.held_on, self.frame.t.language)
    }
}

fn around(app: &App, r: &Reader, me: &Me, input: &MeetingInput) -> Result<Around, Problem> {
    may_keep(&me.actor)?;
    let with = whom(r, &me.actor, input)?;
    let files: Vec<FileId> = with.files();
    let known = match files.first() {
        Some(file) => interactions(r, &me.actor, Of::File(*file), None, KNOWN)?,
        None => Vec::new(),
    };
    let project: Vec<_> = about(input).into_iter().collect();
    Ok(Around {
        recent: recent(r, &me.actor)?,
        people: contacts_of(r, &files)?,
        colleagues: colleagues(r, &me.actor)?,
        subjects: app.registry.subjects(r, &me.actor, &with.companies(), &project)?,
        known,
        with,
    })
}

async fn show(
    app: &App,
    caller: &Caller,
    input: MeetingInput,
    faults: Faults,
    back: String,
) -> Result<Response, Problem> {
    let (me, around) = app.read(caller, |r, me| around(app, r, me, &input)).await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let reading = reading(app, &me);
    let frame = Frame::new(app, caller, me, "interactions");
    Ok(Page(status, Log { frame, input, faults, around, reading, back }).into_response())
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let companies = Some(from.company).into_iter().filter(|id| !id.is_empty()).collect();
    let channel = Channel::Call.key().into();
    let input = MeetingInput { channel, companies, project: from.project, ..MeetingInput::default() };
    show(&app, &caller, input, Faults::default(), from.back).await
}

/// The same form with what is known of the companies that it names. Nothing is written.
pub async fn draft(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
    form: Form<MeetingInput>,
) -> Result<Response, Problem> {
    show(&app, &caller, form.value, Faults::default(), from.back).await
}

pub async fn note(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
    form: Form<MeetingInput>,
) -> Result<Response, Problem> {
    let (input, context, shared) = (form.value.clone(), form.context, app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            noting::note(tx, &me.actor, &shared.registry, &input, reading(&shared, me))
        })
        .await;
    match outcome {
        Ok(Noted { company, .. }) => {
            let back = local(&from.back).map_or_else(|| format!("/companies/{company}"), str::to_owned);
            let sign = if back.contains('?') { '&' } else { '?' };
            Ok(see_other(&format!("{back}{sign}done=done-interaction-logged")))
        }
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, form.value, Faults(problem.faults), from.back).await
        }
        Err(problem) => Err(problem),
    }
}
