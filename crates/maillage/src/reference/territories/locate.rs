//! From a city as people type it to the commune, or the city abroad, that it is.

use platform::database::{Reader, Result};
use platform::text::normalise;

use super::model::{Place, TerritoryId, TerritoryKind};
use super::storage;

/// More places than a message can name.
const MANY: i64 = 12;

/// What a typed city is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// No place is known by this name in this country.
    Unknown,
    /// One is.
    One(Place),
    /// Several are: which one is to be said.
    Several(Vec<Place>),
    /// One was, until a day.
    Ended(Place),
}

/// Finds the place of a city typed in a country. A French commune may bear its number, its postal code or that of its
/// département: `Saint-Denis (93)`, `Saint-Denis 93200`, `93066`.
pub fn locate(reader: &Reader, country: &str, city: &str) -> Result<Located> {
    let key = normalise(city);
    let (name, hint) = split(&key);
    let found = storage::places_named(reader, country, name.unwrap_or(""), hint, MANY)?;
    let (mut still, ended): (Vec<Place>, Vec<Place>) =
        found.into_iter().partition(|place| place.valid_until.is_none());
    // A name that is its own goes before one that a city abroad has in another language.
    if let Some(name) = name
        && still.iter().any(|place| place.name_key == name)
    {
        still.retain(|place| place.name_key == name);
    }
    // A postal code is that of a commune and of its arrondissement: what was typed names the commune.
    if still.iter().any(|place| place.kind != TerritoryKind::Arrondissement) {
        still.retain(|place| place.kind != TerritoryKind::Arrondissement);
    }
    Ok(match (still.len(), ended.into_iter().next()) {
        (0, None) => Located::Unknown,
        (0, Some(place)) => Located::Ended(place),
        (1, _) => Located::One(still.remove(0)),
        _ => Located::Several(still),
    })
}

/// The one territory of France that words mean: a commune, as [`locate`] finds it, or else the intercommunality, the
/// département or the région of exactly that name. None when the words name none, or several.
pub fn meant(reader: &Reader, text: &str) -> Result<Option<TerritoryId>> {
    match locate(reader, "FR", text)? {
        Located::One(place) => return Ok(Some(place.id)),
        Located::Several(_) | Located::Ended(_) => return Ok(None),
        Located::Unknown => {}
    }
    let key = normalise(text);
    let mut found = storage::search(reader, text, MANY)?;
    found.retain(|place| place.country == "FR" && place.name_key == key && place.valid_until.is_none());
    Ok(if found.len() == 1 { Some(found.remove(0).id) } else { None })
}

/// A normalised text as a name and the number that follows it; either may be missing.
fn split(key: &str) -> (Option<&str>, Option<&str>) {
    let number = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    match key.rsplit_once(' ') {
        Some((name, last)) if number(last) => (Some(name), Some(last)),
        None if number(key) => (None, Some(key)),
        _ => (Some(key), None),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_number_says_which_of_several() {
        for (typed, parts) in [
            ("saint denis 93", (Some("saint denis"), Some("93"))),
            ("93066", (None, Some("93066"))),
            ("ajaccio 2a", (Some("ajaccio"), Some("2a"))),
            ("marseille", (Some("marseille"), None)),
            ("aix en provence", (Some("aix en provence"), None)),
        ] {
            assert_eq!(split(typed), parts);
        }
    }
}
