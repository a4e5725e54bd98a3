//! Forms: read strictly, checked against forgery, and refused with a message by field.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq;

use super::{Problem, ProblemKind, is_local};
use crate::idempotency::is_key;

/// What a form must come back with; put into each request by the session layer.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The token of this session or visit.
    pub csrf: String,
    /// The page that the form stood on, as the form says: where one goes back to.
    pub page: Arc<OnceLock<String>>,
    /// What somebody wrote in the form, to be given back when it is refused.
    pub written: Arc<OnceLock<Vec<String>>>,
}

/// What every form carries beside its own fields.
#[derive(Clone, Debug, Default)]
pub struct PostContext {
    /// Given once per form shown, so that a form posted twice acts once.
    pub once: Option<String>,
    /// The organisation acted for when the page was shown.
    pub acting: Option<String>,
    /// The path and the whole body, for the fingerprint of a repeated one.
    pub raw: String,
}

/// A form whose origin was checked. Broken text, a forged or an oversized form never get in.
pub struct Form<T> {
    /// Its own fields.
    pub value: T,
    /// What it carries beside them.
    pub context: PostContext,
}

impl<S, T> FromRequest<S> for Form<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let guard = request.extensions().get::<Guard>().cloned();
        let path = request.uri().path().to_owned();
        let urlencoded = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
        if !urlencoded {
            return Err(Problem::from(ProblemKind::Unreadable).into_response());
        }
        let body = Bytes::from_request(request, state).await.map_err(|error| {
            let kind = if error.into_response().status().as_u16() == 413 {
                ProblemKind::TooLarge
            } else {
                ProblemKind::Unreadable
            };
            Problem::from(kind).into_response()
        })?;
        let form = Self::read(&body, guard.as_ref());
        let mut form = form.map_err(|kind| Problem::from(kind).into_response())?;
        // A page gives one key to all its forms.
        form.context.once = form.context.once.map(|key| format!("{key} {path}"));
        form.context.raw = format!("{path}\n{}", form.context.raw);
        Ok(form)
    }
}

/// What a form of one button sends: nothing of its own.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize)]
pub struct Nothing {}

impl<T: DeserializeOwned> Form<T> {
    pub(super) fn read(body: &[u8], guard: Option<&Guard>) -> Result<Self, ProblemKind> {
        if !is_text(body) {
            return Err(ProblemKind::Unreadable);
        }
        let mut own: HashMap<String, String> = serde_html_form::from_bytes::<Vec<(String, String)>>(body)
            .map_err(|_| ProblemKind::Unreadable)?
            .into_iter()
            .filter(|(name, _)| name.starts_with('_'))
            .collect();
        let sent = own.remove("_csrf").unwrap_or_default();
        let genuine = guard.is_some_and(|guard| guard.csrf.as_bytes().ct_eq(sent.as_bytes()).into());
        if !genuine {
            return Err(ProblemKind::Forged);
        }
        if let Some(guard) = guard {
            let _ = guard.written.set(written(body));
        }
        if let (Some(guard), Some(page)) = (guard, own.remove("_page").filter(|page| is_local(page))) {
            // A request has one form: a second call would say the same.
            let _ = guard.page.set(page);
        }
        let value = serde_html_form::from_bytes(body).map_err(|_| ProblemKind::Unreadable)?;
        let raw = String::from_utf8_lossy(body).into_owned();
        let once = own.remove("_once").filter(|key| !key.is_empty());
        if once.as_deref().is_some_and(|key| !is_key(key)) {
            return Err(ProblemKind::Unreadable);
        }
        let context = PostContext { once, acting: own.remove("_acting").filter(|id| !id.is_empty()), raw };
        Ok(Self { value, context })
    }
}

/// The texts of a form that somebody wrote: of several words, and neither what the page showed before nor what is secret. Nobody
/// minds choosing from a list again.
fn written(body: &[u8]) -> Vec<String> {
    let secret =
        |name: &str| name == "code" || ["password", "secret", "token"].iter().any(|word| name.contains(word));
    let fields = serde_html_form::from_bytes::<Vec<(String, String)>>(body).unwrap_or_default();
    let own = fields.into_iter().filter(|(name, text)| {
        let carried = name.starts_with('_') || name.starts_with("was_");
        !carried && !secret(name) && text.trim().contains(char::is_whitespace)
    });
    own.map(|(_, text)| text).collect()
}

/// Whether the percent-encoded bytes are UTF-8 without NUL. Decoders replace what they cannot read, which would store
/// nonsense, and PostgreSQL keeps no NUL.
pub fn is_text(body: &[u8]) -> bool {
    let mut decoded = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let hex = body
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let (b'%', Some(value)) = (byte, hex) {
            decoded.push(value);
            at += 3;
        } else {
            decoded.push(*byte);
            at += 1;
        }
    }
    !decoded.contains(&0) && std::str::from_utf8(&decoded).is_ok()
}

/// What is wrong with a field: a message by key, with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's name in the form and in the API.
    pub field: &'static str,
    /// The message, as `error-…`.
    pub message: &'static str,
    /// What the message names.
    pub args: Vec<(&'static str, String)>,
}

/// The fields at fault, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Notes a fault.
    pub fn add(&mut self, field: &'static str, message: &'static str) {
        self.0.push(Fault { field, message, args: Vec::new() });
    }

    /// Notes a fault whose message names something.
    pub fn add_with(
        &mut self,
        field: &'static str,
        message: &'static str,
        name: &'static str,
        value: &impl ToString,
    ) {
        self.0.push(Fault { field, message, args: vec![(name, value.to_string())] });
    }

    /// Notes each text that is longer than its field holds: the field, the text, how many characters at most.
    pub fn longer(&mut self, texts: &[(&'static str, &str, usize)]) {
        for (field, text, most) in texts {
            if text.chars().count() > *most {
                self.add_with(field, "error-too-long", "max", most);
            }
        }
    }

    /// `value` if nothing is at fault.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The first fault of a field.
    pub fn of(&self, field: &str) -> Option<&Fault> {
        self.0.iter().find(|fault| fault.field == field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Name {
        name: String,
    }

    fn read(body: &[u8]) -> Result<Form<Name>, ProblemKind> {
        Form::read(
            body,
            Some(&Guard { csrf: "secret".into(), page: Arc::default(), written: Arc::default() }),
        )
    }

    #[test]
    fn a_form_is_read_when_it_comes_from_its_page() {
        let form = read(b"name=%C3%89cluse&_csrf=secret&_once=1").unwrap();
        assert_eq!((form.value.name.as_str(), form.context.once.as_deref()), ("Écluse", Some("1")));
        assert_eq!(read(b"name=x&_csrf=other").map(|_| ()), Err(ProblemKind::Forged));
        assert_eq!(read(b"name=x").map(|_| ()), Err(ProblemKind::Forged));
        assert_eq!(Form::<Name>::read(b"name=x&_csrf=", None).map(|_| ()), Err(ProblemKind::Forged));
    }

    #[test]
    fn a_form_says_which_page_of_this_instance_it_stood_on() {
        for (said, page) in
            [("%2Fcompanies%2Fnew", Some("/companies/new")), ("%2F%2Fexemple.fr", None), ("", None)]
        {
            let guard = Guard { csrf: "secret".into(), page: Arc::default(), written: Arc::default() };
            Form::<Name>::read(format!("name=x&_csrf=secret&_page={said}").as_bytes(), Some(&guard)).unwrap();
            assert_eq!(guard.page.get().map(String::as_str), page);
        }
    }

    #[test]
    fn broken_text_is_refused_not_replaced() {
        assert_eq!(read(b"name=%C3%28&_csrf=secret").map(|_| ()), Err(ProblemKind::Unreadable));
        assert_eq!(read(b"name=\xff&_csrf=secret").map(|_| ()), Err(ProblemKind::Unreadable));
        assert_eq!(read(b"name=a%00b&_csrf=secret").map(|_| ()), Err(ProblemKind::Unreadable));
        assert!(read(b"name=100%&_csrf=secret").is_ok());
    }
}
