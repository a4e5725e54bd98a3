//! The fields that only accounts have, called from a template as `{{ super::fields::secret(…) }}`.

use askama::Template;
use askama::filters::HtmlSafe;
use platform::web::Faults;

use crate::frame::Frame;

/// A password. What was typed is never sent back.
#[derive(Template)]
#[template(path = "account/pages/_secret.html")]
pub struct Secret<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
    name: &'a str,
    autocomplete: &'a str,
    hint: &'a str,
}

/// A code of six digits.
#[derive(Template)]
#[template(path = "account/pages/_code.html")]
pub struct Code<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
}

/// The button that uses a passkey: to sign in (`kind` is "first"), or instead of a code ("second"). Its script alone shows it.
#[derive(Template)]
#[template(path = "account/pages/_passkey.html")]
pub struct Passkey<'a> {
    frame: &'a Frame,
    kind: &'a str,
    action: &'a str,
    next: &'a str,
}

impl HtmlSafe for Secret<'_> {}
impl HtmlSafe for Code<'_> {}
impl HtmlSafe for Passkey<'_> {}

/// A password, by its name and what a browser may fill in; `hint` is a message, or empty.
pub const fn secret<'a>(
    frame: &'a Frame,
    faults: &'a Faults,
    name: &'a str,
    autocomplete: &'a str,
    hint: &'a str,
) -> Secret<'a> {
    Secret { frame, faults, name, autocomplete, hint }
}

/// A code of six digits.
pub const fn code<'a>(frame: &'a Frame, faults: &'a Faults) -> Code<'a> {
    Code { frame, faults }
}

/// The button that uses a passkey.
pub const fn passkey<'a>(frame: &'a Frame, kind: &'a str, action: &'a str, next: &'a str) -> Passkey<'a> {
    Passkey { frame, kind, action, next }
}
