//! Organisations and people, as the directory knows them.

use platform::access::{PrincipalId, RecordId};
use platform::database::FromRow;
use platform::{id, text_enum};
use serde::Deserialize;

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
    /// Where this was read: source, date.
    pub provenance: Option<String>,
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
    /// ISO 3166 country where decisions are really taken.
    pub control_country: String,
    /// `yes` to add it although one of the same name is known.
    pub homonym: String,
}

/// A company, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whether it is a member of the instance.
    pub member: bool,
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
    /// Where decisions are taken.
    pub control_country: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Where this was read.
    pub provenance: Option<String>,
    /// The version of its record.
    pub version: i64,
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
