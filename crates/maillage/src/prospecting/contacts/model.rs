//! The people whom an organisation knows in companies.

use jiff::civil::Date;
use platform::database::FromRow;
use platform::{id, text_enum};

use crate::directory::people::classes::DataClass;

id!(/// Somebody whom an organisation knows in a company.
    ContactId);

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

text_enum! {
    /// What a contact weighs in the company's decision (practice §1.2).
    pub enum ContactRole {
        /// Decides.
        DecisionMaker = "decision-maker",
        /// Leads the project in the company.
        ProjectLead = "project-lead",
        /// Advises the company: bank, lawyer, consultant.
        Adviser = "adviser",
        /// Looks for sites on its behalf.
        SiteSelector = "site-selector",
        /// Answers for recruitment.
        HumanResources = "human-resources",
        /// Answers for money.
        Finance = "finance",
        /// Answers for the plant, the energy, the permits.
        Technical = "technical",
        /// Opens doors: assistant, secretariat.
        Assistant = "assistant",
        /// Something else.
        Other = "other",
    }
}

/// A contact to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// First name and name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// What he weighs in the decision.
    pub role: Option<ContactRole>,
    /// Whether one calls him first.
    pub main: bool,
    /// The day on which he left the company.
    pub left_on: Option<Date>,
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

impl NewContact {
    /// A business contact of whom nothing more is known.
    pub fn named(name: String, legal_basis: LegalBasis) -> Self {
        Self {
            name,
            job: None,
            role: None,
            main: false,
            left_on: None,
            email: None,
            phone: None,
            legal_basis,
            class: DataClass::BusinessContact,
            informed_on: None,
            source: None,
        }
    }
}

/// A contact.
#[derive(Clone, Debug, FromRow)]
pub struct Contact {
    /// Its identifier.
    pub id: ContactId,
    /// First name and name.
    pub name: String,
    /// Job in the company.
    pub job: Option<String>,
    /// What he weighs in the decision.
    pub role: Option<ContactRole>,
    /// Whether one calls him first.
    pub main: bool,
    /// The day on which he left the company.
    pub left_on: Option<Date>,
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
    /// The day of the last interaction with him.
    pub last_contact_on: Option<Date>,
    /// Its version.
    pub version: i64,
}
