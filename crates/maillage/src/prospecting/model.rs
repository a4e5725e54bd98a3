//! Company files, contacts and interactions.

use jiff::civil::Date;
use platform::access::RecordId;
use platform::database::FromRow;
use platform::{id, text_enum};

use crate::directory::OrganisationId;
use crate::directory::people::classes::DataClass;

id!(/// A file on a company: the identifier of its record.
    FileId);
id!(/// Something said with a company: the identifier of its record.
    InteractionId);

impl FileId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

impl InteractionId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

text_enum! {
    /// How something was said.
    pub enum Channel {
        /// By telephone.
        Call = "call",
        /// By video.
        Video = "video",
        /// Face to face.
        Meeting = "meeting",
        /// In writing.
        Mail = "mail",
        /// At a fair or an event.
        Event = "event",
    }
}

text_enum! {
    /// Why a contact's data may be kept.
    pub enum LegalBasis {
        /// The job of the person, informed and free to object.
        LegitimateInterest = "legitimate-interest",
        /// The person agreed.
        Consent = "consent",
        /// A contract.
        Contract = "contract",
    }
}

/// A file, as its page needs it.
#[derive(Clone, Debug, FromRow)]
pub struct CompanyFile {
    /// Its identifier.
    pub id: FileId,
    /// The company.
    pub company: OrganisationId,
    /// The organisation that keeps it.
    pub owner_name: String,
}

/// A contact to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// First name and name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Why these data may be kept.
    pub legal_basis: LegalBasis,
    /// Why the person is kept.
    pub class: DataClass,
    /// When the person was informed.
    pub informed_on: Option<Date>,
    /// Where these data come from.
    pub source: Option<String>,
}

/// A contact.
#[derive(Clone, Debug, FromRow)]
pub struct Contact {
    /// First name and name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Why these data may be kept.
    pub legal_basis: LegalBasis,
    /// Why the person is kept.
    pub data_class: DataClass,
    /// When the person was informed.
    pub informed_on: Option<Date>,
    /// Where these data come from.
    pub source: Option<String>,
}

/// An interaction to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInteraction {
    /// How.
    pub channel: Channel,
    /// When.
    pub held_on: Date,
    /// What was said.
    pub summary: String,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By when.
    pub next_due: Option<Date>,
}

/// An interaction.
#[derive(Clone, Debug, FromRow)]
pub struct Interaction {
    /// Its identifier.
    pub id: InteractionId,
    /// How.
    pub channel: Channel,
    /// When.
    pub held_on: Date,
    /// What was said.
    pub summary: String,
    /// Who noted it.
    pub by_name: Option<String>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By when.
    pub next_due: Option<Date>,
    /// Whether that was done.
    pub done: bool,
}

/// A next step that a person owes.
#[derive(Clone, Debug, FromRow)]
pub struct NextStep {
    /// The interaction that promised it.
    pub id: InteractionId,
    /// The company.
    pub company: OrganisationId,
    /// Its name.
    pub company_name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// What is to be done.
    pub next_step: String,
    /// By when.
    pub next_due: Date,
    /// When they last spoke.
    pub held_on: Date,
}

/// A line of the list of companies.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// The company.
    pub company: OrganisationId,
    /// Its name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The day of the last interaction.
    pub last: Option<Date>,
    /// The key it is sorted by.
    pub name_key: String,
}
