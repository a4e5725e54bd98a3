//! What the one box finds: the records that the person sees, then territories, which are everybody's.

use platform::database::{Reader, Result};
use platform::search::matching::Question;
use platform::search::{Hit, search};
use platform::text::normalise;

use crate::frame::Me;
use crate::frame::links::Registry;
use crate::reference::country_name;
use crate::reference::territories::{self, Place, TerritoryKind};

/// Territories found at most; their own page finds the others.
const TERRITORIES: i64 = 5;
/// One letter begins too many names.
const SHORTEST: usize = 2;

/// A match.
#[derive(Clone, Debug)]
pub struct Match {
    /// Its identifier: that of a record, or of a territory.
    pub id: String,
    /// Its kind: that of a record, or `territory`.
    pub kind: String,
    /// What kind of territory it is, when it is one.
    pub place: Option<TerritoryKind>,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
}

/// The best matches: records first, then territories.
pub fn look(registry: &Registry, reader: &Reader, me: &Me, asked: &str) -> Result<Vec<Match>> {
    let Some(question) = Question::new(asked) else { return Ok(Vec::new()) };
    let record = |hit: Hit| Match {
        url: registry.url(&hit.kind, hit.record),
        id: hit.record.to_string(),
        kind: hit.kind,
        place: None,
        title: hit.title,
    };
    let mut found: Vec<Match> = search(reader, &me.actor, &question)?.into_iter().map(record).collect();
    if normalise(asked).chars().count() >= SHORTEST {
        let places = territories::search(reader, asked, TERRITORIES)?;
        found.extend(places.iter().map(|place| territory(place, me)));
    }
    Ok(found)
}

/// A territory, with what tells it from another of its name: its code, or its country.
fn territory(place: &Place, me: &Me) -> Match {
    let beside = match place.kind {
        TerritoryKind::City => country_name(&place.country, me.language),
        _ => &place.code,
    };
    Match {
        id: place.id.to_string(),
        kind: "territory".to_owned(),
        place: Some(place.kind),
        title: format!("{} ({beside})", place.name),
        url: format!("/territories/{}", place.id),
    }
}
