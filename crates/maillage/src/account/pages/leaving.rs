//! The page between this instance and a provider. A form may not lead elsewhere: the policy of our pages forbids it, and
//! should. This page goes there by itself, and holds a link for browsers that do not follow.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::Page;

use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "account/pages/leaving.html")]
struct Leaving {
    frame: Frame,
    label: String,
    url: String,
    signing_out: bool,
}

impl Leaving {
    fn heading(&self) -> String {
        let t = &self.frame.t;
        if self.signing_out {
            t.with("account-leaving-out", "provider", &self.label)
        } else {
            t.with("account-leaving-in", "provider", &self.label)
        }
    }

    fn help(&self) -> &str {
        let t = &self.frame.t;
        if self.signing_out { t.text("account-leaving-out-help") } else { t.text("account-leaving-in-help") }
    }
}

/// Goes to a provider to sign in.
pub fn to_sign_in(app: &App, caller: &Caller, label: &str, url: String) -> Response {
    page(app, caller, label, url, false)
}

/// Goes to a provider to sign out there too.
pub fn to_sign_out(app: &App, caller: &Caller, label: &str, url: String) -> Response {
    page(app, caller, label, url, true)
}

fn page(app: &App, caller: &Caller, label: &str, url: String, signing_out: bool) -> Response {
    let frame = Frame { path: "/sign-in".into(), ..Frame::public(app, caller) };
    Page(StatusCode::OK, Leaving { frame, label: label.to_owned(), url, signing_out }).into_response()
}
