//! A position as a page tells it.

use jiff::civil::Date;
use platform::dates::ImpreciseDate;
use platform::i18n::Text;
use platform::text::normalise;

use super::super::model::{Duty, Position, PositionId, Provenance, Standing};
use crate::directory::OrganisationId;
use crate::frame::Select;
use crate::reference::country_name;

/// A position in words.
pub struct Told {
    /// Its identifier.
    pub id: PositionId,
    /// The exact title, or what is done there.
    pub title: String,
    /// The language of the title, when it is not the page's.
    pub foreign: Option<&'static str>,
    /// The organisation, which has a sheet.
    pub organisation: Option<(OrganisationId, String)>,
    /// The institution as it was named.
    pub place: Option<String>,
    /// Kind, duty, authority, delegation, rank, country, tier.
    pub more: Vec<String>,
    /// From when and until when.
    pub time: String,
    /// Where this was read.
    pub source: Option<String>,
    /// The address of the source.
    pub url: Option<String>,
    /// What is known of it on the day looked at.
    pub standing: Standing,
    /// Whether its end is known.
    pub ended: bool,
    /// Whether the source says where, and not as what.
    unstated: bool,
}

impl Told {
    /// A position, as the language tells it.
    pub fn new(t: &Text, position: &Position, standing: Standing) -> Self {
        let facts = &position.facts;
        let exact = position.title(t.language);
        let foreign = exact.filter(|(_, language)| *language != t.language);
        let duty = t.keyed("duty-", facts.duty.key());
        Self {
            id: position.id,
            title: exact.map_or_else(|| duty.clone(), |(title, _)| title.to_owned()),
            foreign: foreign.map(|(_, language)| language.code()),
            organisation: facts.organisation.zip(position.organisation_name.clone()),
            place: facts.place.clone(),
            more: more(t, position, exact.map(|_| duty)),
            time: time(t, facts.from.as_ref(), facts.until.as_ref()),
            source: source(t, &facts.provenance),
            url: facts.provenance.url.clone(),
            standing,
            ended: facts.until.is_some(),
            unstated: exact.is_none() && facts.duty == Duty::Unstated,
        }
    }

    /// Title and place as it was named, on one line; a place that the title names already is not said again.
    pub fn line(&self) -> String {
        let place = self.place.as_ref().or(self.organisation.as_ref().map(|(_, name)| name));
        match place {
            Some(place) if self.unstated => place.clone(),
            Some(place) if !normalise(&self.title).contains(&normalise(place)) => {
                format!("{}, {place}", self.title)
            }
            _ => self.title.clone(),
        }
    }
}

fn more(t: &Text, position: &Position, duty: Option<String>) -> Vec<String> {
    let facts = &position.facts;
    let mut more = vec![t.keyed("position-kind-", facts.kind.key())];
    more.extend(duty);
    more.extend(facts.delegation.as_ref().map(|what| t.with("position-delegation", "what", what)));
    more.extend(facts.authority.as_ref().map(|who| t.with("position-authority", "who", who)));
    more.extend(facts.rank.map(|rank| t.with("position-rank", "n", rank)));
    more.extend(facts.tier.map(|tier| t.keyed("tier-", tier.key())));
    more.extend(facts.country.as_ref().map(|code| country_name(code, t.language).to_owned()));
    more
}

fn time(t: &Text, from: Option<&ImpreciseDate>, until: Option<&ImpreciseDate>) -> String {
    let print = |date: &ImpreciseDate| date.print(t.language);
    match (from, until) {
        (None, None) => String::new(),
        (Some(from), None) => t.with("position-from", "when", print(from)),
        (None, Some(until)) => t.with("position-until", "when", print(until)),
        (Some(from), Some(until)) => {
            t.with2("position-from-until", "from", print(from), "until", print(until))
        }
    }
}

/// Where something was read and when, in one line.
pub fn source(t: &Text, provenance: &Provenance) -> Option<String> {
    let when = provenance.stated_on.as_ref().map(|date| date.print(t.language));
    match (&provenance.outlet, when) {
        (None, None) => None,
        (Some(outlet), None) => Some(outlet.clone()),
        (None, Some(when)) => Some(when),
        (Some(outlet), Some(when)) => Some(format!("{outlet}, {when}")),
    }
}

/// What the person is on a day, on one line, to tell namesakes apart: each title with its time, or with the day for which a
/// source states it when nothing says that it is still held.
pub fn in_short(t: &Text, positions: &[Position], day: Date) -> String {
    let known = super::super::rules::on(day, positions);
    let line = |(standing, one): &(Standing, &Position)| {
        let told = Told::new(t, one, *standing);
        let when = if told.time.is_empty() {
            let stated = one.facts.provenance.stated_on.as_ref().map(|date| date.print(t.language));
            stated.filter(|_| *standing == Standing::Unconfirmed)
        } else {
            Some(told.time.clone())
        };
        when.map_or_else(|| told.line(), |when| format!("{} ({when})", told.line()))
    };
    known.iter().map(line).collect::<Vec<_>>().join(" · ")
}

/// Choices of a form from keys.
pub fn choices<'k>(t: &Text, family: &str, keys: impl Iterator<Item = &'k str>, chosen: &str) -> Vec<Select> {
    let one = |key: &str| Select { key: key.into(), label: t.keyed(family, key), chosen: key == chosen };
    keys.map(one).collect()
}

/// A person beside an organisation, and what he is there.
pub struct Beside {
    /// The person.
    pub person: crate::directory::PersonId,
    /// First name and name.
    pub name: String,
    /// The exact title, or what is done there.
    pub title: String,
    /// The language of the title, when it is not the page's.
    pub foreign: Option<&'static str>,
    /// From when and until when, and whether that is only stated of another day.
    pub note: String,
}

/// The people of an organisation on a day, those who are no more left out.
pub fn beside(t: &Text, rows: &[(String, Position)], day: Date) -> Vec<Beside> {
    let one = |(name, position): &(String, Position)| {
        let standing = super::super::rules::standing(&position.facts, day);
        let told = Told::new(t, position, standing);
        let doubt = (standing == Standing::Perhaps || standing == Standing::Unconfirmed)
            .then(|| t.keyed("standing-", standing.key()));
        let note: Vec<String> = [doubt, Some(told.time).filter(|time| !time.is_empty()), told.source]
            .into_iter()
            .flatten()
            .collect();
        (standing != Standing::NotHeld).then(|| Beside {
            person: position.person,
            name: name.clone(),
            title: told.title,
            foreign: told.foreign,
            note: note.join(" · "),
        })
    };
    rows.iter().filter_map(one).collect()
}
