//! What surrounds an organisation, as it is typed: numbers, other names, links, territories that it is competent for, places
//! where it was read. Its sheet and the API read the same words the same way.

pub mod api;

use jiff::civil::Date;
use platform::database::{Reader, Transaction};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::{Faults, Problem, ProblemKind, address};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::identifiers::{fault, plain, scheme};
use super::model::{Identifier, LinkNature, NameNature, OrganisationId};
use super::rules::{stated_date, stated_span};
use super::storage::{self, NewBond};
use crate::frame::Me;
use crate::reference::sources::NewProvenance;
use crate::reference::territories;

/// The language and the day in which dates are said.
type Said = (Language, Date);

/// A number in a register.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct IdentifierInput {
    /// The register: `FR-SIRET`, `XI-LEI`…
    pub scheme: String,
    /// The number.
    pub number: String,
}

/// Keeps a number.
pub fn number(tx: &Transaction, me: &Me, id: OrganisationId, input: &IdentifierInput) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let Some(known) = scheme(&input.scheme) else {
        faults.add("scheme", "error-choice");
        return Err(faults.into());
    };
    let value = plain(known, &input.number);
    if let Some(wrong) = fault(known, &value) {
        faults.add_with("number", wrong, "max", &40);
    }
    let identifier = faults.or(Identifier { scheme: known.key.to_owned(), value })?;
    storage::add_identifier(tx, &me.actor, id, &identifier)
}

/// Another name.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NameInput {
    /// The name.
    pub other_name: String,
    /// What it is: `usual`, `former`…
    pub name_nature: String,
    /// Until when it was borne, in words.
    pub until: String,
}

/// Keeps another name.
pub fn name(
    tx: &Transaction,
    me: &Me,
    id: OrganisationId,
    input: &NameInput,
    said: Said,
) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let name = tidy(&input.other_name);
    faults.longer(&[("other_name", &name, 200)]);
    if name.is_empty() {
        faults.add("other_name", "error-required");
    }
    // A name is that of what was merged when it is.
    let nature = NameNature::from_key(&input.name_nature).filter(|nature| *nature != NameNature::Merged);
    if nature.is_none() {
        faults.add("name_nature", "error-choice");
    }
    let until = stated_date(&mut faults, "until", &input.until, said);
    let (nature, until) = faults.or((nature.unwrap_or(NameNature::Usual), until))?;
    storage::add_name(tx, &me.actor, id, &name, nature, until.as_ref())
}

/// What binds an organisation to another.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct LinkInput {
    /// `parent`, `office`, `support` or `successor`, read from this organisation to the other.
    pub link_nature: String,
    /// The other organisation: its name, its SIREN or its identifier.
    pub other: String,
    /// What it is more precisely.
    pub detail: String,
    /// From when, in words.
    pub since: String,
    /// Until when, in words.
    pub until: String,
}

/// Keeps what binds an organisation to another.
pub fn link(
    tx: &Transaction,
    me: &Me,
    id: OrganisationId,
    input: &LinkInput,
    said: Said,
) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let nature = LinkNature::from_key(&input.link_nature);
    if nature.is_none() {
        faults.add("link_nature", "error-choice");
    }
    faults.longer(&[("detail", &input.detail, 200)]);
    let (from, until) = stated_span(&mut faults, (&input.since, &input.until), said);
    let other = match one_typed(tx, me, "other", &input.other) {
        Ok(other) => Some(other),
        Err(problem) => {
            faults.0.extend(problem.faults);
            None
        }
    };
    let (Some(nature), Some(other)) = (nature, other) else { return Err(faults.into()) };
    let bond = NewBond { other, nature, detail: optional(&input.detail), from, until };
    storage::bind(tx, &me.actor, id, &faults.or(bond)?)
}

/// A territory that an organisation is competent for.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct TerritoryInput {
    /// The territory: its name, its code or its identifier, `region-93`.
    pub territory: String,
    /// From when, in words.
    pub since: String,
    /// Until when, in words.
    pub until: String,
}

/// Keeps a territory that an organisation is competent for.
pub fn territory(
    tx: &Transaction,
    me: &Me,
    id: OrganisationId,
    input: &TerritoryInput,
    said: Said,
) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let span = stated_span(&mut faults, (&input.since, &input.until), said);
    let place = territories::typed(tx, &input.territory, said.1)?;
    // A competence that has ended may be for a territory that has.
    let place = if span.1.is_some() { place.ever() } else { place.current() };
    let place = place.map_err(|fault| faults.0.push(fault)).ok();
    let ((from, until), place) = faults.or((span, place))?;
    let place = place.ok_or(ProblemKind::Internal)?;
    storage::add_competence(tx, &me.actor, id, &place, (from.as_ref(), until.as_ref()))
}

/// Where an organisation was read of.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct SourceInput {
    /// Who published it.
    pub outlet: String,
    /// Where.
    pub address: String,
    /// When, in words.
    pub published: String,
    /// Why it is noted.
    pub note: String,
}

/// Keeps where an organisation was read of.
pub fn source(
    tx: &Transaction,
    me: &Me,
    id: OrganisationId,
    input: &SourceInput,
    said: Said,
) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let published = stated_date(&mut faults, "published", &input.published, said);
    faults.longer(&[
        ("outlet", &input.outlet, 200),
        ("address", &input.address, 500),
        ("note", &input.note, 500),
    ]);
    let (outlet, address) = (optional(&input.outlet), address(&mut faults, "address", &tidy(&input.address)));
    if outlet.is_none() {
        faults.add("outlet", "error-required");
    }
    let note = optional(&input.note);
    let read = NewProvenance { outlet, address, published, note, ..NewProvenance::default() };
    storage::add_source(tx, &me.actor, id, &faults.or(read)?)
}

fn optional(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then_some(text)
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
