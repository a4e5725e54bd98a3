//! Forms that carry a file: the fields first, checked against forgery, then the file as it comes.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use super::form::{Guard, PostContext};
use super::{Problem, ProblemKind, is_local};
use crate::idempotency::is_key;

/// Fields of a form, and how long one may be, in bytes.
const FIELDS: usize = 50;
const LONGEST: usize = 16 * 1024;

/// A form with a file, whose file has not come yet.
pub struct Upload {
    parts: Multipart,
    guard: Option<Guard>,
    path: String,
    fields: Vec<(String, String)>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let guard = request.extensions().get::<Guard>().cloned();
        let path = request.uri().path().to_owned();
        let parts = Multipart::from_request(request, state).await;
        let parts = parts.map_err(|_| Problem::from(ProblemKind::Unreadable).into_response())?;
        Ok(Self { parts, guard, path, fields: Vec::new() })
    }
}

impl Upload {
    /// Gives the file of this field to `work`, with the name that it is sent under. The fields before it are read, and must
    /// prove that the form comes from a page of this session, before a byte of the file is; what comes after it is not.
    /// None when the form carries no file.
    pub async fn receive<T>(
        &mut self,
        name: &str,
        work: impl AsyncFnOnce(String, Field<'_>) -> T,
    ) -> Result<Option<T>, ProblemKind> {
        let mut work = Some(work);
        while let Some(field) = self.parts.next_field().await.map_err(|_| ProblemKind::Unreadable)? {
            let Some(sent) = field.file_name().map(str::to_owned) else {
                Self::keep(&mut self.fields, field).await?;
                continue;
            };
            genuine(self.guard.as_ref(), &self.fields)?;
            match work.take() {
                Some(work) if field.name() == Some(name) && !sent.is_empty() => {
                    return Ok(Some(work(sent, field).await));
                }
                other => work = other,
            }
        }
        genuine(self.guard.as_ref(), &self.fields)?;
        Ok(None)
    }

    async fn keep(fields: &mut Vec<(String, String)>, mut field: Field<'_>) -> Result<(), ProblemKind> {
        let name = field.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|_| ProblemKind::Unreadable)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > LONGEST {
                return Err(ProblemKind::TooLarge);
            }
        }
        let text = String::from_utf8(bytes).map_err(|_| ProblemKind::Unreadable)?;
        if fields.len() >= FIELDS || text.contains('\0') {
            return Err(ProblemKind::Unreadable);
        }
        fields.push((name, text));
        Ok(())
    }

    /// The text of a field.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What every form carries, with what stands for this file in the fingerprint of a repeated one.
    pub fn context(&self, file: &str) -> Result<PostContext, ProblemKind> {
        if let (Some(guard), page) = (&self.guard, self.field("_page"))
            && is_local(page)
        {
            // A request has one form: a second call would say the same.
            let _ = guard.page.set(page.to_owned());
        }
        let once = Some(self.field("_once")).filter(|key| !key.is_empty());
        if once.is_some_and(|key| !is_key(key)) {
            return Err(ProblemKind::Unreadable);
        }
        let own = self.fields.iter().filter(|(name, _)| !name.starts_with('_'));
        let own: Vec<String> = own.map(|(name, value)| format!("{name}={value}")).collect();
        let acting = Some(self.field("_acting")).filter(|id| !id.is_empty()).map(str::to_owned);
        Ok(PostContext {
            once: once.map(|key| format!("{key} {}", self.path)),
            acting,
            raw: format!("{}\n{file}\n{}", self.path, own.join("\n")),
        })
    }
}

/// Whether the fields prove that the form comes from a page of this session.
fn genuine(guard: Option<&Guard>, fields: &[(String, String)]) -> Result<(), ProblemKind> {
    let sent = fields.iter().find(|(name, _)| name == "_csrf").map_or("", |(_, value)| value);
    let genuine = guard.is_some_and(|guard| guard.csrf.as_bytes().ct_eq(sent.as_bytes()).into());
    if genuine { Ok(()) } else { Err(ProblemKind::Forged) }
}
