//! Duplicates: organisations that may be one, proposed by number, site, name and place; merged after a look at everything
//! that follows, and undone if that was wrong. `proposals/` when two organisations keep them.

mod model;
mod pages;
pub mod proposals;
mod storage;

pub use model::{Choice, Fact, Merge, MergeId, Organisations, Pair, Plan, PlanLine, Reason};
pub(super) use model::{differing, known};
pub(super) use pages::{Differing, Fusion, Listed, Proposed, Side};
pub use storage::ledger::OF_RECORDS;
pub(super) use storage::ledger::{self, Ledger};
pub use storage::{FOLDED, RELATIONS, merge, pairs, plan, settle, undo};

use crate::frame::routes::{Routes, get, post};

/// The pages of duplicates.
pub fn routes() -> Routes {
    Routes::new()
        .route("/duplicates", get(pages::list::list))
        .route("/duplicates/distinct", post(pages::list::distinct))
        .route("/duplicates/merges/{merge}/undo", post(pages::list::undo))
        .route("/organisations/{id}/merge", get(pages::merge::look).post(pages::merge::merge))
        .merge(proposals::routes())
}
