//! What a perimeter is.

use jiff::civil::Date;
use platform::access::{Level, PrincipalId, RecordId, Visibility};
use platform::database::FromRow;
use platform::id;

use crate::reference::territories::{TerritoryId, TerritoryKind};

id!(/// A perimeter: the identifier of its record.
    PerimeterId);

impl PerimeterId {
    /// Its record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

/// A perimeter.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Perimeter {
    /// Its identifier.
    pub id: PerimeterId,
    /// The organisation that drew it.
    pub owner: PrincipalId,
    /// The name of that organisation.
    pub owner_name: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where its composition comes from.
    pub source: Option<String>,
    /// Who sees it by default.
    pub visibility: Visibility,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Raised by each change.
    pub version: i64,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Line {
    /// Its identifier.
    pub id: PerimeterId,
    /// Its name.
    pub name: String,
    /// Its name as lists sort it.
    pub name_key: String,
    /// The organisation that drew it.
    pub owner_name: String,
    /// Who sees it by default.
    pub visibility: Visibility,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// From when its last version holds.
    pub valid_from: Date,
    /// Until when, excluded.
    pub valid_until: Option<Date>,
    /// How many communes its last version holds.
    pub communes: i64,
    /// How many municipal arrondissements, without their commune.
    pub arrondissements: i64,
    /// The actor's level.
    pub level: Level,
}

impl Line {
    /// Whether the actor may know what it is made of, and since when.
    pub fn reads(&self) -> bool {
        self.level >= Level::Read
    }
}

/// A version: a composition and the time during which it holds.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Version {
    /// Its identifier.
    pub id: String,
    /// From 1.
    pub number: i64,
    /// From when.
    pub valid_from: Date,
    /// Until when, excluded.
    pub valid_until: Option<Date>,
    /// Why it differs from the one before.
    pub note: Option<String>,
    /// How many communes it holds.
    pub communes: i64,
    /// How many municipal arrondissements, without their commune.
    pub arrondissements: i64,
}

impl Version {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|until| day < until)
    }
}

/// What was chosen, and how many communes it stood for.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Member {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The communes that came through it; one for a commune, none for a municipal arrondissement.
    pub communes: i64,
}

/// A commune of a version.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Commune {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name as lists sort it.
    pub name_key: String,
    /// People who live there.
    pub population: Option<i64>,
    /// The whole that it came through.
    pub through: Option<String>,
    /// The day from which it is no more.
    pub valid_until: Option<Date>,
}

/// How much of a larger territory is in the perimeter.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Tally {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its name.
    pub name: String,
    /// Its communes that are in the perimeter; of a commune, its arrondissements.
    pub communes: i64,
    /// All of these that day; not counted for a région.
    pub total: Option<i64>,
    /// The people of those that are in the perimeter; none when not all are counted.
    pub people: Option<i64>,
}

impl Tally {
    /// Whether only a part of it is in the perimeter.
    pub fn partly(&self) -> bool {
        self.total.is_some_and(|total| self.communes < total)
    }
}

/// What a version amounts to.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Summary {
    /// Its communes.
    pub communes: i64,
    /// Its municipal arrondissements whose commune is not in it whole.
    pub arrondissements: i64,
    /// Those of both whose people are counted.
    pub counted: i64,
    /// The people of those.
    pub people: Option<i64>,
    /// The oldest edition among those counts.
    pub oldest: Option<String>,
    /// The newest.
    pub newest: Option<String>,
    /// Rural communes.
    pub rural: i64,
    /// Small towns.
    pub small: i64,
    /// Middle towns.
    pub middle: i64,
    /// Cities.
    pub city: i64,
    /// The wholes that were chosen and of which the composition is not known on its first day: the oldest known stands for it.
    pub assumed: i64,
}

impl Summary {
    /// What it holds, communes or not.
    pub fn held(&self) -> i64 {
        self.communes + self.arrondissements
    }
}

/// A commune that only one of two versions holds.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Difference {
    /// Kind and code.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// Whether it is in the later version.
    pub added: bool,
}

/// A code as it was given, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The line, from 1.
    pub line: usize,
    /// The code.
    pub code: String,
    /// The name that stands after it, if one does.
    pub label: Option<String>,
}

/// A version to be.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// From when.
    pub from: Date,
    /// Until when, excluded.
    pub until: Option<Date>,
    /// Why it differs.
    pub note: Option<String>,
    /// What it is made of.
    pub members: Vec<Named>,
}

/// A perimeter to be.
#[derive(Clone, Debug)]
pub struct NewPerimeter {
    /// Its facts.
    pub facts: Facts,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Its first version.
    pub version: NewVersion,
}

/// The facts of a perimeter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where its composition comes from.
    pub source: Option<String>,
    /// Who sees it by default.
    pub visibility: Visibility,
}
