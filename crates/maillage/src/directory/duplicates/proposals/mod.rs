//! Merges that two organisations agree on: whoever may change one of two that may be one asks the organisation that keeps the
//! other, which sees the plan and answers. Once merged, either may undo it.

mod model;
mod news;
mod pages;
mod storage;

pub use model::{News, Notice, Proposal, ProposalId, State};
pub use news::NOTICE;
pub use storage::waiting;
pub(super) use storage::{listed, may_ask, plan, settled, undone};

use crate::frame::routes::{Routes, get, post};

/// The pages of proposals.
pub fn routes() -> Routes {
    Routes::new()
        .route("/organisations/{id}/merge-proposals", post(pages::propose::propose))
        .route("/duplicates/proposals/{proposal}", get(pages::sheet::sheet))
        .route("/duplicates/proposals/{proposal}/acceptance", post(pages::sheet::accept))
        .route("/duplicates/proposals/{proposal}/refusal", post(pages::sheet::decline))
        .route("/duplicates/proposals/{proposal}/withdrawal", post(pages::sheet::withdraw))
}
