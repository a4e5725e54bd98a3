//! Prospecting: the file that an organisation keeps on a company, its contacts, and what was said with them.

pub mod api;
pub mod contacts;
pub mod handing;
pub mod interactions;
pub mod jobs;
pub mod lists;
mod model;
mod pages;
mod storage;

use platform::access::{Audience, Kind, Level, Visibility, Who};

pub use contacts::{ContactId, LegalBasis, NewContact, add_contact};
pub use interactions::{
    Channel, InteractionId, Meeting, NewInteraction, NextStep, hold, log, mark_done, next_steps,
};
pub use model::{CompanyFile, FileId};
pub use storage::followed::{followed, names_of_files};
pub use storage::{
    FOLDED, MERGED, add_company, change_company, file_of, fold_files, joined_files, open_file, settle_files,
};

use crate::directory::people::classes::DataClass;
use crate::frame::personal::{Holding, Sweep};
use crate::frame::rights::OFFICERS;
use crate::frame::routes::{Routes, get, post};

/// A file on a company stays with the organisation that keeps it.
pub static COMPANY_FILE: Kind = Kind {
    name: "company-file",
    audiences: &[
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole(OFFICERS), level: Level::Manage },
    ],
    table: Some("company_file"),
};

/// What was said is seen by those who read the file, whatever else is shown of the company or of its projects.
pub static INTERACTION: Kind = Kind { name: "interaction", audiences: &[], table: None };

/// The contacts of company files, as what is held on people.
pub const CONTACTS: Holding =
    Holding { key: "contacts", gather: storage::held::gather, erase: Some(storage::held::erase) };

/// What company files forget with time: contacts nobody spoke with any more, each after the period of its class.
pub const OLD_CONTACTS: Sweep = Sweep {
    key: "contacts",
    months: DataClass::BusinessContact.rule().months,
    due: storage::held::due,
    sample: storage::held::sample,
    sweep: storage::held::sweep,
};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .merge(interactions::routes())
        .merge(contacts::routes())
        .route("/companies", get(lists::page).post(pages::new::create))
        .route("/companies/list.xlsx", get(lists::export::xlsx))
        .route("/companies/list.csv", get(lists::export::csv))
        .route("/companies/new", get(pages::new::form))
        .route("/companies/{id}", get(pages::sheet::sheet))
        .route("/companies/{id}/edit", get(pages::edit::form).post(pages::edit::change))
        .route("/companies/{id}/interactions", post(pages::interactions::log))
}
