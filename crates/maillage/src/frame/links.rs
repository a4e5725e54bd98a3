//! Links between features that may not know each other: `compose` fills the registry, pages read it.

use platform::Uuid;
use platform::access::{Actor, Kind, PrincipalId, RecordId, Rights};
use platform::database::{FromRow, Reader, Result, Transaction};
use platform::dates::ImpreciseDate;
use platform::files::FileId;
use platform::web::Problem;

use super::accesses::Way;

use super::merging::Merging;

use super::personal::{self, Sweep};

/// A link to a record of another feature.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its address.
    pub url: String,
    /// Its title at the reader's level.
    pub title: String,
    /// A message key that says more.
    pub note: Option<String>,
}

/// What finds the records that speak of another one.
pub type Related = fn(&Reader, &Actor, RecordId) -> Result<Vec<Link>>;

/// Somebody who leaves an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Leaver {
    /// The account.
    pub account: Uuid,
    /// The organisation that he leaves.
    pub organisation: PrincipalId,
}

/// Something that somebody answers for.
#[derive(Clone, Debug)]
pub struct Held {
    /// The record.
    pub record: RecordId,
    /// Its title, for those who may know it.
    pub title: Option<String>,
}

/// What became of what was handed over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Passed {
    /// How many changed hands.
    pub done: usize,
    /// How many could not: closed to whoever was to take them.
    pub left: usize,
}

/// A kind of thing that people answer for, and that somebody takes when they leave.
pub struct Holding {
    /// The key of its words.
    pub key: &'static str,
    /// The column that names the person, `table.column`: a test compares these with the database.
    pub column: &'static str,
    /// What somebody answers for.
    pub held: fn(&Reader, &Actor, &Leaver) -> std::result::Result<Vec<Held>, Problem>,
    /// Gives all of it to somebody else.
    pub pass: fn(&Transaction, &Actor, &Leaver, &Actor) -> std::result::Result<Passed, Problem>,
}

/// Something that people talk about with companies: a project.
#[derive(Clone, Debug, FromRow)]
pub struct Subject {
    /// The record.
    pub record: RecordId,
    /// Its title at the reader's level.
    pub title: String,
}

/// What finds the subjects that the actor reads: those of some companies, and some by their identifiers.
pub type Subjects = fn(&Reader, &Actor, companies: &[RecordId], records: &[RecordId]) -> Result<Vec<Subject>>;

/// Whether something rests on an attached file.
pub type Keeps = fn(&Reader, FileId) -> Result<bool>;
/// A place that an organisation answers for, which another feature draws.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The place.
    pub link: Link,
    /// From when, as stated.
    pub from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub until: Option<ImpreciseDate>,
}

/// What finds the places that an organisation answers for.
pub type OfOrganisation = fn(&Reader, &Actor, RecordId) -> Result<Vec<Answered>>;

/// What finds the records that speak of a territory, by its identifier: `commune-13004`.
pub type OfTerritory = fn(&Reader, &Actor, &str) -> Result<Vec<Link>>;

/// The names of records of a kind that bear none of their own, of those that the actor may know of.
pub type Names = fn(&Reader, &Actor, &[RecordId]) -> Result<Vec<(RecordId, String)>>;

/// What links features together.
#[derive(Clone, Copy, Default)]
pub struct Registry {
    /// Every kind of record.
    pub kinds: &'static [&'static Kind],
    /// The routes whose reading is noted: route, kind, way.
    pub readings: &'static [(&'static str, &'static str, Way)],
    /// What people answer for, of each feature.
    pub holdings: &'static [Holding],
    /// The address of a record of each kind: kind, prefix.
    pub addresses: &'static [(&'static str, &'static str)],
    /// How records without a name of their own are called.
    pub names: &'static [(&'static str, Names)],
    /// What people talk about with companies.
    pub subjects: Option<Subjects>,
    /// What speaks of a company.
    pub of_company: &'static [Related],
    /// What follows when two organisations turn out to be one.
    pub merging: Merging,
    /// What follows when two people turn out to be one.
    pub merging_people: Merging,
    /// What is held on people.
    pub held_on_people: &'static [personal::Holding],
    /// What else forgets the values of a line of the journal.
    pub redactions: &'static [personal::Redact],
    /// What is forgotten with time.
    pub sweeps: &'static [Sweep],
    /// The kinds of records that files are attached to, and the right that this needs beside the level.
    pub attachable: &'static [(&'static Kind, Rights)],
    /// Whether something rests on an attached file, which is then not taken off its record.
    pub keeps_file: &'static [Keeps],
    /// What speaks of a territory, and the organisations of that territory.
    pub of_territory: &'static [OfTerritory],
    /// The places that an organisation answers for, beside the territories.
    pub of_organisation: &'static [OfOrganisation],
}

impl Registry {
    /// Whether something rests on an attached file.
    pub fn keeps(&self, reader: &Reader, file: FileId) -> Result<bool> {
        for keeps in self.keeps_file {
            if keeps(reader, file)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The kind that bears this name.
    pub fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.kinds.iter().find(|kind| kind.name == name).copied()
    }

    /// The address of a record.
    pub fn url(&self, kind: &str, record: RecordId) -> String {
        self.addresses
            .iter()
            .find(|(known, _)| *known == kind)
            .map_or_else(|| "/".to_owned(), |(_, prefix)| format!("{prefix}{record}"))
    }

    /// What the actor may say that an interaction was about: what belongs to some companies, and some records.
    pub fn subjects(
        &self,
        reader: &Reader,
        actor: &Actor,
        companies: &[RecordId],
        records: &[RecordId],
    ) -> Result<Vec<Subject>> {
        let find = self.subjects.filter(|_| !companies.is_empty() || !records.is_empty());
        find.map_or_else(|| Ok(Vec::new()), |find| find(reader, actor, companies, records))
    }

    /// Every record that speaks of a company.
    pub fn of_company(&self, reader: &Reader, actor: &Actor, company: RecordId) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        for find in self.of_company {
            links.extend(find(reader, actor, company)?);
        }
        Ok(links)
    }

    /// Every place that an organisation answers for, beside the territories.
    pub fn of_organisation(&self, reader: &Reader, actor: &Actor, id: RecordId) -> Result<Vec<Answered>> {
        let mut places = Vec::new();
        for find in self.of_organisation {
            places.extend(find(reader, actor, id)?);
        }
        Ok(places)
    }

    /// Every record that speaks of a territory.
    pub fn of_territory(&self, reader: &Reader, actor: &Actor, territory: &str) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        for find in self.of_territory {
            links.extend(find(reader, actor, territory)?);
        }
        Ok(links)
    }
}
