//! What was said with companies, and with whom.

use jiff::civil::Date;
use platform::access::RecordId;
use platform::database::FromRow;
use platform::{Uuid, id, text_enum};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::contacts::{ContactId, NewContact};
use super::super::model::FileId;
use crate::directory::{Card, OrganisationId};

id!(/// Something said with companies: the identifier of its record.
    InteractionId);

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
        /// On a site.
        Visit = "visit",
        /// In writing.
        Mail = "mail",
        /// At a fair or an event.
        Event = "event",
    }
}

impl Channel {
    /// The icon that stands for it.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Call => "phone",
            Self::Video => "camera",
            Self::Meeting => "cal",
            Self::Visit => "right",
            Self::Mail => "mail",
            Self::Event => "flag",
        }
    }
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

/// An interaction, as one reads it.
#[derive(Clone, Debug, FromRow)]
pub struct Interaction {
    /// Its identifier.
    pub id: InteractionId,
    /// The company whose file it belongs to.
    pub company: OrganisationId,
    /// Its name.
    pub company_name: String,
    /// How.
    pub channel: Channel,
    /// When.
    pub held_on: Date,
    /// What was said.
    pub summary: String,
    /// The account of who noted it.
    pub account: Option<String>,
    /// Who noted it.
    pub by_name: Option<String>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By when.
    pub next_due: Option<Date>,
    /// Whether that was done.
    pub done: bool,
    /// To whom that was handed over.
    pub heir_name: Option<String>,
    /// The project that it was about.
    pub project: Option<RecordId>,
    /// The version of its record.
    pub version: i64,
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

/// With whom something was said, and about what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// The companies, the one whose file it belongs to first.
    pub companies: Vec<OrganisationId>,
    /// Contacts of their files.
    pub contacts: Vec<ContactId>,
    /// Somebody met for the first time, who goes to the file of the first company.
    pub newcomer: Option<NewContact>,
    /// Colleagues who were there.
    pub colleagues: Vec<Uuid>,
    /// The project that it was about.
    pub about: Option<RecordId>,
}

impl Meeting {
    /// With a company, without saying who was there.
    pub fn with(company: OrganisationId) -> Self {
        Self { companies: vec![company], ..Self::default() }
    }
}

/// An interaction with who was there, as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct MeetingInput {
    /// `call`, `video`, `meeting`, `visit`, `mail` or `event`.
    pub channel: String,
    /// Companies, by identifier.
    pub companies: Vec<String>,
    /// Others by name or SIREN, separated by `;`.
    pub with: String,
    /// ISO 3166 country of the company named in `with` that nobody knows yet: it is added.
    pub country: String,
    /// A project, by identifier.
    pub project: String,
    /// Contacts of the companies' files, by identifier.
    pub contacts: Vec<String>,
    /// Somebody met for the first time: first name and name.
    pub contact_name: String,
    /// His job.
    pub job: String,
    /// His e-mail.
    pub email: String,
    /// Why his data may be kept: `legitimate-interest`, `consent` or `contract`.
    pub legal_basis: String,
    /// Colleagues, by account.
    pub colleagues: Vec<String>,
    /// What was said.
    pub summary: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, as people say it.
    pub next_due: String,
    /// When it was, as people say it; today when empty.
    pub held_on: String,
}

/// A company that something is said with, and the file of one's organisation on it if there is one.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Place {
    /// The company.
    pub company: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The file.
    pub file: Option<FileId>,
}

/// The companies that a form names, as far as they are known.
#[derive(Clone, Debug, Default)]
pub struct With {
    /// Those that are sure, in the order of the form.
    pub places: Vec<Place>,
    /// The names under which several are known.
    pub unsure: Vec<(String, Vec<Card>)>,
    /// The names under which none is.
    pub unknown: Vec<String>,
}

impl With {
    /// The files that there are.
    pub fn files(&self) -> Vec<FileId> {
        self.places.iter().filter_map(|place| place.file).collect()
    }

    /// The companies.
    pub fn companies(&self) -> Vec<RecordId> {
        self.places.iter().map(|place| place.company.record()).collect()
    }
}

/// A contact, to be ticked or named.
#[derive(Clone, Debug, FromRow)]
pub struct Present {
    /// The contact.
    pub id: ContactId,
    /// First name and name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// The file.
    pub file: FileId,
}
