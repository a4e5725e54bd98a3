//! What administrators do: the people of an organisation and what they may do, the members and the jobs of the instance. It
//! reads no record: an organisation's administrator manages its people, the instance's founds members and sees what failed.
//! Who runs the instance reads a record only by breaking the glass, which the owner sees and may end.

pub mod api;
mod bulk;
mod logging;
mod pages;
mod rules;
mod storage;
#[cfg(test)]
mod tests;
mod theme;

pub use logging::{forget_accesses, keep_accesses, note_reading, write_accesses};
pub use rules::{Typed, check_invitation};
pub use storage::backups::{Made, note as note_backup};
pub use theme::{keep_theme, refresh_theme};

use crate::frame::routes::{Routes, get, post};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/administration", get(pages::index::show))
        .route("/administration/people", get(pages::people::show).post(pages::people::invite))
        .route("/administration/people/{seat}", get(pages::person::show))
        .route(
            "/administration/people/{seat}/hand-over",
            get(pages::handing::show).post(pages::handing::hand_over),
        )
        .route("/administration/people/{seat}/role", post(pages::person::change_role))
        .route("/administration/people/{seat}/invitations", post(pages::person::invite_again))
        .route("/administration/people/{seat}/departure", post(pages::person::end))
        .route("/administration/people/{seat}/second-step-removal", post(pages::person::remove_codes))
        .route(
            "/administration/organisations",
            get(pages::organisations::show).post(pages::organisations::found),
        )
        .route("/administration/organisations/{id}", get(pages::organisation::show))
        .route("/administration/organisations/{id}/stops", post(pages::organisation::stop))
        .route("/administration/organisations/{id}/reopening", post(pages::organisation::reopen))
        .route(
            "/administration/capabilities",
            get(pages::capabilities::show).post(pages::capabilities::adjust),
        )
        .route("/administration/break-glass", get(pages::glass::show).post(pages::glass::begin))
        .route("/administration/readings", get(pages::readings::show))
        .route("/accesses", get(pages::accesses::show))
        .route("/accesses/{id}/end", post(pages::accesses::end))
        .route("/administration/invitations", get(pages::invitations::show).post(pages::invitations::send))
        .route("/administration/invitations/previews", post(pages::invitations::preview))
        .route("/administration/invitations/{id}/resending", post(pages::invitations::resend))
        .route("/administration/invitations/{id}/revocation", post(pages::invitations::revoke))
        .route("/administration/theme", get(theme::pages::form::show).post(theme::pages::form::save))
        .route("/administration/theme/previews", post(theme::pages::form::preview))
        .route("/theme/logo", get(theme::pages::served::logo))
        .route("/theme/style.css", get(theme::pages::served::style))
        .route("/administration/jobs", get(pages::jobs::show))
        .route("/administration/jobs/{id}/retries", post(pages::jobs::retry))
}
