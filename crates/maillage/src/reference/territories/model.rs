//! What a territory is.

use jiff::civil::Date;
use platform::database::{Cell, Column, FromRow, Result, Value};
use platform::text_enum;

use super::codes::{divides, insee};

text_enum! {
    /// What kind of territory it is.
    pub enum TerritoryKind {
        /// *Région*, collectivities with its powers included.
        Region = "region",
        /// *Département*, and the overseas collectivities numbered with them.
        Departement = "departement",
        /// *Établissement public de coopération intercommunale à fiscalité propre*, by its SIREN.
        Epci = "epci",
        /// *Établissement public territorial* of the Grand Paris, by its SIREN.
        Ept = "ept",
        /// Commune, by the five characters of the *code officiel géographique*.
        Commune = "commune",
        /// *Arrondissement municipal* of Paris, Lyon or Marseille: part of its commune, and no commune.
        Arrondissement = "arrondissement",
        /// A city abroad, by its GeoNames number.
        City = "city",
    }
}

/// Kind and code, as in addresses: `commune-13055`, `epci-200054807`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerritoryId(String);

impl TerritoryId {
    /// That of a territory.
    pub fn new(kind: TerritoryKind, code: &str) -> Self {
        Self(format!("{}-{code}", kind.key()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for TerritoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for TerritoryId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, code) = text.split_once('-').ok_or(())?;
        let plain =
            !code.is_empty() && code.len() <= 12 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let kind = TerritoryKind::from_key(kind).filter(|_| plain).ok_or(())?;
        // A municipal arrondissement once had the identifier of a commune: what was kept of it still leads there.
        Ok(if kind == TerritoryKind::Commune { insee(code) } else { Self::new(kind, code) })
    }
}

impl Column for TerritoryId {
    fn read(cell: Cell<'_>) -> Result<Self> {
        String::read(cell).map(Self)
    }
}

impl<'q> From<&'q TerritoryId> for Value<'q> {
    fn from(id: &'q TerritoryId) -> Self {
        id.0.as_str().into()
    }
}

/// A territory.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Territory {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its code, as its publisher writes it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its SIREN: communes and their groupings have one.
    pub siren: Option<String>,
    /// Its nature within its kind: `CC`, `CA`, `CU`, `METRO`, `MET69` for an EPCI.
    pub detail: Option<String>,
    /// People who live there, at its vintage.
    pub population: Option<i64>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// ISO 3166 country.
    pub country: String,
    /// The edition it comes from: `COG 2026`.
    pub vintage: String,
    /// The day from which it is no more.
    pub valid_until: Option<Date>,
    /// The first day for which the editions say what it is made of; none when none says it.
    pub known_from: Option<Date>,
}

impl Territory {
    /// Whether what it was made of on a day is known.
    pub fn is_known(&self, day: Date) -> bool {
        self.known_from.is_some_and(|from| from <= day)
    }

    /// Whether it is made of others.
    pub fn may_have_parts(&self) -> bool {
        match self.kind {
            TerritoryKind::Arrondissement | TerritoryKind::City => false,
            TerritoryKind::Commune => divides(&self.code),
            _ => true,
        }
    }
}

/// A line of a list of territories.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Place {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name as lists sort it.
    pub name_key: String,
    /// People who live there.
    pub population: Option<i64>,
    /// ISO 3166 country.
    pub country: String,
    /// The département of a commune, the région of a département.
    pub within: Option<String>,
    /// The day from which it is no more.
    pub valid_until: Option<Date>,
}

/// A territory that another is part of, or that is part of it, and when.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Link {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// People who live there.
    pub population: Option<i64>,
    /// From when; not known when absent.
    pub valid_from: Option<Date>,
    /// Until when, excluded.
    pub valid_until: Option<Date>,
}

/// What was loaded of a set of data, all of it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Load {
    /// Its edition.
    pub vintage: String,
    /// What its files are.
    pub digest: String,
    /// Whether an administrator gave the files; otherwise they are those of the program.
    pub imported: bool,
}

/// How many parts a territory has on a day, and their people.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Total {
    /// How many.
    pub parts: i64,
    /// Their people, today; none when not all are counted.
    pub people: Option<i64>,
    /// The oldest edition among those counts.
    pub oldest: Option<String>,
    /// The newest.
    pub newest: Option<String>,
}

/// A code that a commune had before it merged.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Former {
    /// The code.
    pub code: String,
    /// The name that it bore, when that is known.
    pub name: Option<String>,
    /// The commune that holds it now.
    pub holder: TerritoryId,
    /// Its code.
    pub holder_code: String,
    /// Its name.
    pub holder_name: String,
    /// The edition that says so.
    pub vintage: String,
}

impl Former {
    /// The commune that holds it now, as people write it: code and name.
    pub fn successor(&self) -> String {
        format!("{} {}", self.holder_code, self.holder_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_a_kind_and_a_code() {
        for text in ["commune-2A004", "epci-200054807", "region-93", "city-3067696"] {
            assert_eq!(text.parse::<TerritoryId>().unwrap().to_string(), text);
        }
        for text in ["", "commune", "commune-", "canton-1301", "commune-13055'", "commune-1234567890123"] {
            assert!(text.parse::<TerritoryId>().is_err(), "{text}");
        }
    }
}
