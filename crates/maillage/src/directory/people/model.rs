//! People and the positions that they hold.

use jiff::Timestamp;
use platform::access::{PrincipalId, RecordId};
use platform::dates::ImpreciseDate;
use platform::i18n::Language;
use platform::{id, text_enum};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::classes::DataClass;
use crate::directory::{OrganisationId, PersonId};

id!(/// What somebody is, somewhere, for a time.
    PositionId);

impl PersonId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

text_enum! {
    /// How one comes to a position.
    pub enum PositionKind {
        /// Leads: president, director general, minister.
        Executive = "executive",
        /// Elected by the people or by an assembly.
        Mandate = "mandate",
        /// Received from somebody elected, who may take it back.
        Delegation = "delegation",
        /// Named by an authority.
        Appointed = "appointed",
        /// Works there.
        Employee = "employee",
        /// Speaks or signs for it.
        Representative = "representative",
    }
}

text_enum! {
    /// What is done in a position, whatever its title.
    pub enum Duty {
        /// *Président*.
        President = "president",
        /// *Vice-président*.
        VicePresident = "vice-president",
        /// *Maire*.
        Mayor = "mayor",
        /// *Adjoint au maire*.
        DeputyMayor = "deputy-mayor",
        /// *Conseiller*, elected.
        Councillor = "councillor",
        /// *Ministre*.
        Minister = "minister",
        /// *Secrétaire d'État*.
        SecretaryOfState = "secretary-of-state",
        /// *Directeur général*.
        DirectorGeneral = "director-general",
        /// *Directeur*.
        Director = "director",
        /// *Adjoint* of a director or a delegate.
        Deputy = "deputy",
        /// *Chargé de mission*.
        Officer = "officer",
        /// Signs an agreement.
        Signatory = "signatory",
        /// Belongs to it.
        Member = "member",
        /// The source says where, and not as what.
        Unstated = "unstated",
    }
}

text_enum! {
    /// The tier of government of an institution (S2-12).
    pub enum Tier {
        /// *Commune*.
        Municipality = "municipality",
        /// *Intercommunalité*.
        Intercommunality = "intercommunality",
        /// *Département*.
        Department = "department",
        /// *Région*.
        Region = "region",
        /// *État*.
        State = "state",
    }
}

/// Where something was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The outlet or the document.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its date, as stated.
    pub stated_on: Option<ImpreciseDate>,
}

/// A person as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PersonInput {
    /// First name, or its initials as they were read.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// `M.`, `Mme`, or as the person says it.
    pub civility: String,
    /// ISO 3166 country.
    pub country: String,
    /// Languages spoken, separated by commas.
    pub languages: String,
    /// A short public note.
    pub note: String,
    /// Why one keeps this person: `business-contact`, `prescriber`, `elected-official`, `attendee`.
    pub data_class: String,
    /// `network` to show the person to all members, `owner` to one's organisation alone.
    pub audience: String,
    /// The outlet or document where this was read.
    pub outlet: String,
    /// Its address.
    pub source_url: String,
    /// Its date, as people say it.
    pub stated_on: String,
    /// `yes` to add somebody although a namesake is known.
    pub homonym: String,
}

/// A person, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// First name, empty when there is none.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// How one addresses the person.
    pub civility: Option<String>,
    /// ISO 3166 country.
    pub country: Option<String>,
    /// Languages spoken.
    pub languages: Option<String>,
    /// A short public note.
    pub note: Option<String>,
    /// Why one keeps this person.
    pub class: DataClass,
    /// Whether all members see the person.
    pub network: bool,
    /// Where this was read.
    pub provenance: Provenance,
    /// Whether a namesake is accepted.
    pub homonym: bool,
    /// Whether the person was invented for the demonstration.
    pub fictitious: bool,
}

/// All the facts of a person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The identifier.
    pub id: PersonId,
    /// First name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// How one addresses the person.
    pub civility: Option<String>,
    /// ISO 3166 country.
    pub country: Option<String>,
    /// Languages spoken.
    pub languages: Option<String>,
    /// A short public note.
    pub note: Option<String>,
    /// Why one keeps this person.
    pub class: DataClass,
    /// Whether all members see the person.
    pub network: bool,
    /// Where this was read.
    pub provenance: Provenance,
    /// Whether the person was invented for the demonstration.
    pub fictitious: bool,
    /// The organisation that keeps the record.
    pub owner: PrincipalId,
    /// Its name.
    pub owner_name: String,
    /// The version of the record.
    pub version: i64,
    /// When the person was erased: nothing of him is left but the record.
    pub erased_at: Option<Timestamp>,
}

impl Person {
    /// First name and name.
    pub fn name(&self) -> String {
        full_name(&self.given_name, &self.family_name)
    }
}

/// First name and name, whichever is known.
pub fn full_name(given_name: &str, family_name: &str) -> String {
    format!("{given_name} {family_name}").trim().to_owned()
}

/// A line of a list: a person, told apart from namesakes by what he is.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The identifier.
    pub id: PersonId,
    /// First name and name.
    pub name: String,
    /// Whether the person was invented for the demonstration.
    pub fictitious: bool,
    /// ISO 3166 country.
    pub country: Option<String>,
    /// What the person is, and where.
    pub positions: Vec<Position>,
    /// The key that lists are sorted by.
    pub name_key: String,
}

/// What one asks of the list.
#[derive(Clone, Debug, Default)]
pub struct PersonFilter {
    /// The beginning of a name, normalised.
    pub name: String,
    /// An organisation.
    pub organisation: Option<OrganisationId>,
    /// A kind of position.
    pub kind: Option<PositionKind>,
}

/// A position as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PositionInput {
    /// The organisation, when it is in the directory.
    pub organisation: String,
    /// The institution as it was named, when it is not.
    pub place: String,
    /// ISO 3166 country of that institution.
    pub place_country: String,
    /// Its tier of government.
    pub tier: String,
    /// `executive`, `mandate`, `delegation`, `appointed`, `employee`, `representative`.
    pub kind: String,
    /// What is done there: `president`, `deputy-mayor`…
    pub duty: String,
    /// The exact title in French.
    pub title_fr: String,
    /// The exact title in English.
    pub title_en: String,
    /// Who gave it: the assembly that elected, the person who delegated.
    pub authority: String,
    /// What was delegated.
    pub delegation: String,
    /// The rank: 1 for the first deputy mayor.
    pub rank: String,
    /// From when, as people say it.
    pub valid_from: String,
    /// Until when, as people say it.
    pub valid_until: String,
    /// The outlet or document where this was read.
    pub outlet: String,
    /// Its address.
    pub source_url: String,
    /// Its date: the day at which the title is attested.
    pub stated_on: String,
}

impl PositionInput {
    /// A position as a form shows it: its dates in the words in which they were said.
    pub fn of(position: &Position, language: Language) -> Self {
        let facts = &position.facts;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let date = |date: &Option<ImpreciseDate>| {
            let said =
                |date: &ImpreciseDate| date.wording().map_or_else(|| date.print(language), ToOwned::to_owned);
            date.as_ref().map(said).unwrap_or_default()
        };
        Self {
            organisation: text(&position.organisation_name),
            place: text(&facts.place),
            place_country: text(&facts.country),
            tier: facts.tier.map(|tier| tier.key().to_owned()).unwrap_or_default(),
            kind: facts.kind.key().to_owned(),
            duty: facts.duty.key().to_owned(),
            title_fr: text(&facts.title_fr),
            title_en: text(&facts.title_en),
            authority: text(&facts.authority),
            delegation: text(&facts.delegation),
            rank: facts.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            valid_from: date(&facts.from),
            valid_until: date(&facts.until),
            outlet: text(&facts.provenance.outlet),
            source_url: text(&facts.provenance.url),
            stated_on: date(&facts.provenance.stated_on),
        }
    }
}

/// A position, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPosition {
    /// The organisation, when it is in the directory.
    pub organisation: Option<OrganisationId>,
    /// The institution as it was named.
    pub place: Option<String>,
    /// ISO 3166 country of that institution.
    pub country: Option<String>,
    /// Its tier of government.
    pub tier: Option<Tier>,
    /// How one comes to it.
    pub kind: PositionKind,
    /// What is done.
    pub duty: Duty,
    /// The exact title in French.
    pub title_fr: Option<String>,
    /// The exact title in English.
    pub title_en: Option<String>,
    /// Who gave it.
    pub authority: Option<String>,
    /// What was delegated.
    pub delegation: Option<String>,
    /// The rank.
    pub rank: Option<i64>,
    /// From when.
    pub from: Option<ImpreciseDate>,
    /// Until when.
    pub until: Option<ImpreciseDate>,
    /// Where this was read, and the day that it speaks of.
    pub provenance: Provenance,
}

/// A position, read.
#[derive(Clone, Debug)]
pub struct Position {
    /// The identifier.
    pub id: PositionId,
    /// Whose.
    pub person: PersonId,
    /// The name of the organisation, which the reader sees.
    pub organisation_name: Option<String>,
    /// What it is.
    pub facts: NewPosition,
}

impl Position {
    /// The exact title in the language, or in the other, with the language that it is in.
    pub fn title(&self, language: Language) -> Option<(&str, Language)> {
        let (french, english) = (self.facts.title_fr.as_deref(), self.facts.title_en.as_deref());
        let french = french.map(|title| (title, Language::French));
        let english = english.map(|title| (title, Language::English));
        match language {
            Language::French => french.or(english),
            Language::English => english.or(french),
        }
    }

    /// The organisation, or the institution as it was named.
    pub fn at(&self) -> Option<&str> {
        self.organisation_name.as_deref().or(self.facts.place.as_deref())
    }
}

/// What is known of a position on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It was held.
    Held,
    /// The day falls where its beginning or its end is not known to the day.
    Perhaps,
    /// A source states it of another day; nothing says that it was held on this one.
    Unconfirmed,
    /// It was not held.
    NotHeld,
}

impl Standing {
    /// The key used in translations and in the API.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Perhaps => "perhaps",
            Self::Unconfirmed => "unconfirmed",
            Self::NotHeld => "not-held",
        }
    }
}

/// An organisation found under what somebody typed.
#[derive(Clone, Debug)]
pub struct Named {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its city, or its country.
    pub place: String,
}
