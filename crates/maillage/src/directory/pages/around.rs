//! Adding and taking away what surrounds an organisation: numbers, names, links, competences, places where it was read. The
//! forms stand on its sheet.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::access::{self, Level};
use platform::database::{Reader, Transaction};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::{Faults, Form, Problem, ProblemKind, address, see_other};
use serde::Deserialize;

use super::super::ORGANISATION;
use super::super::identifiers::{fault, plain, scheme};
use super::super::model::{Identifier, LinkNature, NameNature, OrganisationId};
use super::super::rules::{stated_date, stated_span};
use super::super::storage::{self, NewBond};
use super::id_of;
use super::new::said;
use super::sheet::show;
use crate::frame::{App, Caller, Me};
use crate::reference::sources::NewProvenance;
use crate::reference::territories;

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

fn optional(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then_some(text)
}

fn identifier(sent: &Around) -> Result<Identifier, Problem> {
    let mut faults = Faults::default();
    let Some(known) = scheme(&sent.scheme) else {
        faults.add("scheme", "error-choice");
        return Err(faults.into());
    };
    let value = plain(known, &sent.number);
    if let Some(wrong) = fault(known, &value) {
        faults.add_with("number", wrong, "max", &40);
    }
    Ok(faults.or(Identifier { scheme: known.key.to_owned(), value })?)
}

pub async fn add_identifier(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, _| {
        storage::add_identifier(tx, &me.actor, id, &identifier(sent)?)
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
        let mut faults = Faults::default();
        let name = tidy(&sent.other_name);
        faults.longer(&[("other_name", &name, 200)]);
        if name.is_empty() {
            faults.add("other_name", "error-required");
        }
        // A name is that of what was merged when it is.
        let nature = NameNature::from_key(&sent.name_nature).filter(|nature| *nature != NameNature::Merged);
        if nature.is_none() {
            faults.add("name_nature", "error-choice");
        }
        let until = stated_date(&mut faults, "until", &sent.until, said);
        let (nature, until) = faults.or((nature.unwrap_or(NameNature::Usual), until))?;
        storage::add_name(tx, &me.actor, id, &name, nature, until.as_ref())
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

/// The one organisation that the actor sees under what he typed.
pub fn one_typed(
    reader: &Reader,
    me: &Me,
    field: &'static str,
    text: &str,
) -> Result<OrganisationId, Problem> {
    let exact = storage::typed(reader, &me.actor, text)?;
    if let [one] = exact.as_slice() {
        return Ok(one.id);
    }
    let found = if exact.is_empty() { storage::beginning(reader, &me.actor, text)? } else { exact };
    let mut faults = Faults::default();
    match found.as_slice() {
        _ if tidy(text).is_empty() => faults.add(field, "error-required"),
        [] => faults.add(field, "error-organisation-unknown"),
        several => {
            let named = several.iter().map(|card| {
                let city = card.city.as_deref().unwrap_or(&card.country);
                format!("{} ({city}) : /organisations/{}", card.name, card.id)
            });
            faults.add_with(
                field,
                "error-organisation-several",
                "names",
                &named.collect::<Vec<_>>().join(" ; "),
            );
        }
    }
    Err(faults.into())
}

pub async fn add_link(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Around>,
) -> Result<Response, Problem> {
    submit(app, caller, id, form, |tx, me, id, sent, said| {
        let mut faults = Faults::default();
        let nature = LinkNature::from_key(&sent.link_nature);
        if nature.is_none() {
            faults.add("link_nature", "error-choice");
        }
        faults.longer(&[("detail", &sent.detail, 200)]);
        let (from, until) = stated_span(&mut faults, (&sent.since, &sent.until), said);
        let other = match one_typed(tx, me, "other", &sent.other) {
            Ok(other) => Some(other),
            Err(problem) => {
                faults.0.extend(problem.faults);
                None
            }
        };
        let (Some(nature), Some(other)) = (nature, other) else { return Err(faults.into()) };
        let bond = NewBond { other, nature, detail: optional(&sent.detail), from, until };
        storage::bind(tx, &me.actor, id, &faults.or(bond)?)
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
        let mut faults = Faults::default();
        let span = stated_span(&mut faults, (&sent.since, &sent.until), said);
        let place = territories::typed(tx, &sent.territory, said.1)?;
        // A competence that has ended may be for a territory that has.
        let place = if span.1.is_some() { place.ever() } else { place.current() };
        let place = place.map_err(|fault| faults.0.push(fault)).ok();
        let ((from, until), place) = faults.or((span, place))?;
        let place = place.ok_or(ProblemKind::Internal)?;
        storage::add_competence(tx, &me.actor, id, &place, (from.as_ref(), until.as_ref()))
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
        let mut faults = Faults::default();
        let published = stated_date(&mut faults, "published", &sent.published, said);
        faults.longer(&[
            ("outlet", &sent.outlet, 200),
            ("address", &sent.address, 500),
            ("note", &sent.note, 500),
        ]);
        let (outlet, address) =
            (optional(&sent.outlet), address(&mut faults, "address", &tidy(&sent.address)));
        if outlet.is_none() {
            faults.add("outlet", "error-required");
        }
        let note = optional(&sent.note);
        let read = NewProvenance { outlet, address, published, note, ..NewProvenance::default() };
        storage::add_source(tx, &me.actor, id, &faults.or(read)?)
    })
    .await
}
