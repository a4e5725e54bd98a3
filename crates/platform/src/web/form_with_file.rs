//! Forms that bring a small file, read whole: the same checks as [`Form`], whose fields are read the same way.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::form::{Form, Guard, PostContext};
use super::{Problem, ProblemKind, Token};

/// A form with the file that it brought, if any.
pub struct FormWithFile<T> {
    /// Its own fields.
    pub value: T,
    /// What it carries beside them; the file counts in the fingerprint.
    pub context: PostContext,
    /// The bytes of the file; none when nothing was chosen.
    pub file: Option<Vec<u8>>,
}

impl<S, T> FromRequest<S> for FormWithFile<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let refused = |kind: ProblemKind| Problem::from(kind).into_response();
        let guard = request.extensions().get::<Guard>().cloned();
        let path = request.uri().path().to_owned();
        let unread = || refused(ProblemKind::Unreadable);
        let typed = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !typed.is_some_and(|value| value.starts_with("multipart/form-data")) {
            let form = Form::<T>::from_request(request, state).await?;
            return Ok(Self { value: form.value, context: form.context, file: None });
        }
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| unread())?;
        let (mut pairs, mut file) = (Vec::new(), None);
        loop {
            let part = parts.next_field().await.map_err(|error| refused(kind_of(error.status().as_u16())))?;
            let Some(part) = part else { break };
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(|error| refused(kind_of(error.status().as_u16())))?;
            if is_file {
                if !bytes.is_empty() {
                    file = Some(bytes.to_vec());
                }
            } else {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| unread())?;
                pairs.push((name, text));
            }
            if pairs.len() > 2000 {
                return Err(unread());
            }
        }
        let body = serde_html_form::to_string(&pairs).map_err(|_| unread())?;
        let form: Form<T> = Form::read(body.as_bytes(), guard.as_ref()).map_err(refused)?;
        let mut context = form.context;
        context.once = context.once.map(|key| format!("{key} {path}"));
        let seal = file.as_ref().map(|bytes| Token::from_text(&String::from_utf8_lossy(bytes)).hash());
        context.raw = format!("{path}\n{}\n{}", context.raw, seal.unwrap_or_default());
        Ok(Self { value: form.value, context, file })
    }
}

fn kind_of(status: u16) -> ProblemKind {
    if status == 413 { ProblemKind::TooLarge } else { ProblemKind::Unreadable }
}
