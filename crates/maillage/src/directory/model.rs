//! Organisations and people, as the directory knows them.

use platform::access::{PrincipalId, RecordId};
use platform::database::FromRow;
use platform::dates::ImpreciseDate;
use platform::{id, text_enum};
use serde::Deserialize;

use crate::reference::activities::{ActivityCode, Nomenclature};
use crate::reference::sources::NewProvenance;
use crate::reference::territories::TerritoryId;

id!(/// An organisation: the identifier of its record and, for a member, of its group.
    OrganisationId);
id!(/// A person.
    PersonId);

impl OrganisationId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }

    /// As the group of its people.
    pub fn group(self) -> PrincipalId {
        PrincipalId(self.0)
    }
}

text_enum! {
    /// The five families of a partnership (S0-09 to S0-13).
    pub enum Family {
        /// *Collectivités territoriales*.
        LocalAuthority = "local-authority",
        /// *Organismes publics ou parapublics*.
        PublicBody = "public-body",
        /// *Grands partenaires*.
        MajorPartner = "major-partner",
        /// *Acteurs dont la mission est l'attractivité*.
        Attractiveness = "attractiveness",
        /// *Entreprises*: private.
        Company = "company",
    }
}

text_enum! {
    /// The tier of government that an organisation belongs to (S2-12: « différents échelons institutionnels »).
    pub enum Tier {
        /// A commune, a city.
        Municipal = "municipal",
        /// A grouping of communes.
        Intermunicipal = "intermunicipal",
        /// A département, a province, a county.
        Departmental = "departmental",
        /// A région, a federated state.
        Regional = "regional",
        /// A State, its services and its operators.
        National = "national",
        /// A union of States.
        Supranational = "supranational",
    }
}

text_enum! {
    /// What binds an organisation to another. Each reads from the first to the other.
    pub enum LinkNature {
        /// It belongs to the other: subsidiary, service, member commune.
        Parent = "parent",
        /// It is the other's local office (S2-22: the Paris office of FIPA).
        Office = "office",
        /// It is supported by the other (S2-20: a company supported by a région).
        Support = "support",
        /// It took the other's place.
        Successor = "successor",
    }
}

text_enum! {
    /// What a name beside its own is.
    pub enum NameNature {
        /// A name it had.
        Former = "former",
        /// Its name in another language.
        Translated = "translated",
        /// A name that people use.
        Usual = "usual",
        /// The name of what was merged into it.
        Merged = "merged",
    }
}

/// What follows from a family, as data (S0-13: private members have other rules than public ones).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// Whether its people belong to the public members.
    pub public: bool,
}

/// A member to be.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// Its full name.
    pub name: String,
    /// The name people use.
    pub short_name: Option<String>,
    /// Its family.
    pub family: Family,
    /// Its kind within the family, as a key: `agency`, `port`, `intercommunality`…
    pub category: &'static str,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Where this was read.
    pub provenance: Vec<NewProvenance>,
}

/// An organisation as a person types it.
#[derive(Clone, Debug, Default, Deserialize, serde::Serialize, utoipa::ToSchema)]
#[serde(default)]
pub struct OrganisationInput {
    /// Full name.
    pub name: String,
    /// The name that people use, or initials.
    pub short_name: String,
    /// A family's key.
    pub family: String,
    /// A sub-type's key.
    pub category: String,
    /// A tier's key; that of the sub-type if it is not said.
    pub tier: String,
    /// ISO 3166 country.
    pub country: String,
    /// City of its seat; a French commune may be followed by its number or its postal code.
    pub city: String,
    /// SIREN, nine digits.
    pub siren: String,
    /// Web site.
    pub website: String,
    /// What it does.
    pub activity: String,
    /// The code of what it does, in the French nomenclature: `28.25Z`.
    pub activity_code: String,
    /// ISO 3166 country where decisions are really taken.
    pub control_country: String,
    /// `network` to show it to the members, `owner` to keep it to one's organisation.
    pub audience: String,
    /// Who published what this was read in.
    pub outlet: String,
    /// Where that was read.
    pub address: String,
    /// When it was published, as precisely as it says.
    pub published: String,
    /// `yes` to add it although one of the same name is known.
    pub homonym: String,
}

/// An organisation, checked.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// What a company has too.
    pub facts: NewCompany,
    /// The name that people use.
    pub short_name: Option<String>,
    /// Its family.
    pub family: Family,
    /// Its sub-type.
    pub category: &'static str,
    /// Its tier of government.
    pub tier: Option<Tier>,
    /// Whether the members see it.
    pub network: bool,
    /// Where this was read.
    pub provenance: Option<NewProvenance>,
}

/// A company as a person types it.
#[derive(Clone, Debug, Default, Deserialize, serde::Serialize, utoipa::ToSchema)]
#[serde(default)]
pub struct CompanyInput {
    /// Legal name.
    pub name: String,
    /// ISO 3166 country of the company.
    pub country: String,
    /// City of its head office.
    pub city: String,
    /// SIREN, nine digits, for a French company.
    pub siren: String,
    /// Web site.
    pub website: String,
    /// What it does.
    pub activity: String,
    /// The code of what it does, in the French nomenclature: `28.25Z`.
    pub activity_code: String,
    /// ISO 3166 country where decisions are really taken.
    pub control_country: String,
    /// `yes` to add it although one of the same name is known.
    pub homonym: String,
}

/// A company, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCompany {
    /// Legal name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// SIREN.
    pub siren: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// What it does.
    pub activity: Option<String>,
    /// The code of what it does, as typed.
    pub activity_code: Option<String>,
    /// Where decisions are taken.
    pub control_country: Option<String>,
    /// Whether a namesake is accepted.
    pub homonym: bool,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// All the facts of an organisation.
#[derive(Clone, Debug, FromRow)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// The name people use.
    pub short_name: Option<String>,
    /// Its family.
    pub family: Family,
    /// Its kind within the family.
    pub category: String,
    /// Its tier of government.
    pub tier: Option<Tier>,
    /// Whether it is a member of the instance.
    pub member: bool,
    /// ISO 3166 country.
    pub country: String,
    /// City, as typed.
    pub city: Option<String>,
    /// The commune, or the city abroad, that this is.
    pub place: Option<TerritoryId>,
    /// SIREN.
    pub siren: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// What it does.
    pub activity: Option<String>,
    /// The nomenclature of the code of what it does.
    pub activity_nomenclature: Option<Nomenclature>,
    /// That code.
    pub activity_code: Option<String>,
    /// What the nomenclature says of it, in French.
    pub activity_label: Option<String>,
    /// Where decisions are taken.
    pub control_country: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The organisation that it was merged into.
    pub merged_into: Option<OrganisationId>,
    /// The version of its record.
    pub version: i64,
}

impl Organisation {
    /// The code of what it does, with its nomenclature.
    pub fn class(&self) -> Option<ActivityCode> {
        let (nomenclature, code) = self.activity_nomenclature.zip(self.activity_code.clone())?;
        Some(ActivityCode { nomenclature, code })
    }
}

/// A number in a register.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Identifier {
    /// The register's key: see `identifiers.rs`.
    pub scheme: String,
    /// The number.
    pub value: String,
}

/// A name beside its own.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct OtherName {
    /// The name.
    pub name: String,
    /// The key it is compared by.
    pub name_key: String,
    /// What it is.
    pub nature: NameNature,
    /// Until when, as stated.
    pub valid_until: Option<ImpreciseDate>,
}

/// What binds two organisations, read from one of them.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Bond {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub nature: LinkNature,
    /// Whether the organisation read is the first of the two.
    pub outward: bool,
    /// The other one.
    pub other: OrganisationId,
    /// Its name.
    pub name: String,
    /// What the link is more precisely.
    pub detail: Option<String>,
    /// From when, as stated.
    pub valid_from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub valid_until: Option<ImpreciseDate>,
}

/// A territory that an organisation is competent for.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Competence {
    /// The territory.
    pub territory: TerritoryId,
    /// Its name.
    pub name: String,
    /// From when, as stated.
    pub valid_from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub valid_until: Option<ImpreciseDate>,
}

/// What surrounds an organisation's own facts.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Its numbers in registers.
    pub identifiers: Vec<Identifier>,
    /// Its other names.
    pub names: Vec<OtherName>,
    /// What binds it to others that the reader sees.
    pub bonds: Vec<Bond>,
    /// The territories that it is competent for.
    pub competences: Vec<Competence>,
    /// Where this was read.
    pub provenance: Vec<crate::reference::sources::Provenance>,
}

/// What the card level shows of an organisation.
#[derive(Clone, Debug, FromRow)]
pub struct Card {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// Its family.
    pub family: Family,
    /// Its kind within the family.
    pub category: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The key it is sorted by.
    pub name_key: String,
}

/// Somebody of one's own organisation, to be named referent or second reader.
#[derive(Clone, Debug, FromRow)]
pub struct Colleague {
    /// The account.
    pub account: String,
    /// First name and name.
    pub name: String,
}
