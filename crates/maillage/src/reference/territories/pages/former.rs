//! A commune that merged: what is known of it, and the commune that holds it now.

use askama::Template;
use axum::http::StatusCode;
use platform::web::Page;

use super::super::model::Former;
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "reference/territories/pages/former.html")]
pub struct Merged {
    frame: Frame,
    former: Former,
}

impl Merged {
    /// The name that it bore, or its code.
    fn name(&self) -> String {
        let code = || self.frame.t.with("territory-former-unnamed", "code", &self.former.code);
        self.former.name.clone().unwrap_or_else(code)
    }
}

/// The page of a commune that merged: what cites its code still leads somewhere.
pub fn page(frame: Frame, former: Former) -> Page<Merged> {
    Page(StatusCode::OK, Merged { frame, former })
}
