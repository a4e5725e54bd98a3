//! What administrators see: people, jobs put aside.

use axum::Router;

use crate::frame::App;

/// The pages of this feature.
pub fn routes() -> Router<App> {
    Router::new()
}
