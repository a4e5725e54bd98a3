//! Two people who are one: proposed by the account, the address, the number, the name and the place; merged after a look at
//! everything that follows, and undone if that was wrong. What any merge does is in `directory/duplicates`.

mod model;
mod pages;
mod storage;

pub use model::{FIELDS, Resemblance};
pub use storage::{RELATIONS, forget, instead, merge, pairs, plan, replaced, settle, undo};

use crate::frame::routes::{Routes, get, post};

/// The pages of duplicates of people.
pub fn routes() -> Routes {
    Routes::new()
        .route("/people/duplicates", get(pages::list::list))
        .route("/people/duplicates/distinct", post(pages::list::distinct))
        .route("/people/duplicates/merges/{merge}/undo", post(pages::list::undo))
        .route("/people/{id}/merge", get(pages::merge::look).post(pages::merge::merge))
}
