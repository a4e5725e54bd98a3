//! A list as somebody wants to find it again: its address under a name, for oneself or for the organisation acted for. Knows
//! no list: each says which page it is, and what of its address is worth keeping.

pub mod api;
mod pages;
mod rules;
mod storage;

use platform::id;

pub use pages::Panel;
pub use storage::forget_of;

use crate::frame::routes::{Routes, get, post};

id!(/// A saved view.
    ViewId);

/// A saved view, as somebody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its identifier.
    pub id: ViewId,
    /// The page that it opens.
    pub page: String,
    /// Its name.
    pub name: String,
    /// What the address says behind the page.
    pub query: String,
    /// Whether colleagues find it too.
    pub shared: bool,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Who saved it.
    pub author: String,
    /// Whether the reader may rename it, share it and remove it.
    pub editable: bool,
}

impl View {
    /// Its address.
    pub fn url(&self) -> String {
        if self.query.is_empty() { self.page.clone() } else { format!("{}?{}", self.page, self.query) }
    }
}

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/views", get(pages::index).post(pages::create))
        .route("/views/{id}", post(pages::change))
        .route("/views/{id}/removal", post(pages::remove))
}
