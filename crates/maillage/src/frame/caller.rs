//! Who is calling: a session's cookie or an API token, not yet looked up; and the person that it turns out to be.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, HOST, REFERER, SET_COOKIE};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use platform::access::{Actor, PrincipalId, Rights};
use platform::i18n::Language;
use platform::web::{Cookies, Guard, Problem, Token, cookie, is_local};

use super::App;
use super::accesses::Reader;
use super::api::Scope;
use super::rights::{RUN_INSTANCE, Role};

/// The cookie of a session, behind `__Host-` where the address is HTTPS.
pub const SESSION: &str = "maillage";
/// The cookie of somebody not signed in: what his forms are checked with.
pub const VISIT: &str = "maillage-visit";
/// The language chosen on the last page, for those who are not signed in.
pub const LANGUAGE: &str = "maillage-language";

/// The credentials of a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The session's or the API token's hash.
    pub(super) credential: Option<Credential>,
    /// The token that forms must carry.
    pub csrf: String,
    /// The language for a page without a person.
    pub language: Language,
    /// Whether the request itself chooses its language, as a call of the API may.
    pub(super) chosen: bool,
    /// The language of the person, once the database has said who it is.
    pub(super) told: Arc<OnceLock<Language>>,
    /// Who it is, from then on.
    pub(super) known: Arc<OnceLock<Reader>>,
    /// The path asked, with its query.
    pub path: String,
    /// Whether the request changes nothing.
    pub safe: bool,
    /// The page of this instance that the browser says it comes from.
    pub(super) referer: Option<String>,
    /// The page that a form says it stood on.
    pub(super) form_page: Arc<OnceLock<String>>,
    /// What was written in the form that it sends.
    pub(super) written: Arc<OnceLock<Vec<String>>>,
    /// Whether cookies travel over HTTPS only.
    pub secure: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Credential {
    Session(String),
    Token(String),
}

impl Caller {
    /// Notes the person's language, for the answer to this request.
    pub(super) fn tell(&self, me: &Me) {
        // A request has one person: a second call would say the same.
        let _ = self.told.set(me.language);
        let _ = self.known.set(Reader { account: me.account, organisation: me.organisation });
    }

    /// Who it turned out to be, once the database has said so.
    pub fn reader(&self) -> Option<Reader> {
        self.known.get().copied()
    }

    /// The language to answer in.
    pub fn answers_in(&self) -> Language {
        self.told.get().copied().filter(|_| !self.chosen).unwrap_or(self.language)
    }

    /// The page to come back to: the one asked, or the one whose form was sent, since a form's own address may not be
    /// opened.
    pub fn page(&self) -> Option<&str> {
        if self.safe {
            Some(&self.path)
        } else {
            self.form_page.get().or(self.referer.as_ref()).map(String::as_str)
        }
    }

    /// The hash of the session's token, when the request has one.
    pub fn session_hash(&self) -> Option<&str> {
        match &self.credential {
            Some(Credential::Session(hash)) => Some(hash),
            _ => None,
        }
    }

    /// The hash of the API token, when the request has one.
    pub fn token_hash(&self) -> Option<&str> {
        match &self.credential {
            Some(Credential::Token(hash)) => Some(hash),
            _ => None,
        }
    }

    /// The cookie's name at this address.
    pub fn cookie_name(name: &str, secure: bool) -> String {
        if secure { format!("__Host-{name}") } else { name.to_owned() }
    }
}

/// Puts the caller into each request, and gives a visitor the cookie that his forms are checked with.
pub async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let secure = app.settings.secure();
    let headers = request.headers();
    let cookies = Cookies::of(headers);
    let named = |name: &str| cookies.get(&Caller::cookie_name(name, secure)).map(Token::from_text);
    let session = named(SESSION);
    let visit = named(VISIT);
    let fresh = (session.is_none() && visit.is_none()).then(|| Token::new(app.database.ids().chance()));
    let csrf = session
        .as_ref()
        .or(visit.as_ref())
        .or(fresh.as_ref())
        .map(|token| token.derive("csrf"))
        .unwrap_or_default();
    // A token opens the API and nothing else: its scopes are checked there.
    let api = request.uri().path().starts_with("/api/");
    let credential = match bearer(headers).filter(|_| api) {
        Some(token) => Some(Credential::Token(token.hash())),
        None => session.map(|token| Credential::Session(token.hash())),
    };
    let language = cookies.get(LANGUAGE).and_then(Language::from_code).filter(|_| !api);
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let accepted = accepted.and_then(Language::asked);
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let form_page: Arc<OnceLock<String>> = Arc::default();
    let written: Arc<OnceLock<Vec<String>>> = Arc::default();
    let caller = Caller {
        credential,
        safe: request.method().is_safe(),
        referer: referer(headers),
        form_page: form_page.clone(),
        written: written.clone(),
        csrf: csrf.clone(),
        told: Arc::default(),
        known: Arc::default(),
        language: language.or(accepted).unwrap_or(Language::French),
        chosen: api && accepted.is_some(),
        path,
        secure,
    };
    request.extensions_mut().insert(Guard { csrf, page: form_page, written });
    request.extensions_mut().insert(caller.clone());
    let mut response = next.run(request).await;
    if let Some(fresh) = fresh
        && !caller.path.starts_with("/api/")
        && !caller.path.starts_with("/assets/")
        && !caller.path.starts_with("/theme/")
    {
        let name = Caller::cookie_name(VISIT, secure);
        response.headers_mut().append(SET_COOKIE, cookie(&name, fresh.secret(), 24 * 3600, secure));
    }
    // Pages that are shown before anyone is identified follow the person's language too.
    if let Some(told) = caller.told.get().filter(|told| !api && language != Some(**told)) {
        response.headers_mut().append(SET_COOKIE, cookie(LANGUAGE, told.code(), 365 * 24 * 3600, secure));
    }
    response.extensions_mut().insert(caller);
    response
}

/// The path of the page one comes from, when it is of this instance.
fn referer(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name)?.to_str().ok();
    let path = text(REFERER)?.split_once("://")?.1.strip_prefix(text(HOST)?)?;
    is_local(path).then(|| path.to_owned())
}

fn bearer(headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(Token::from_text)
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| platform::web::ProblemKind::Internal.into())
    }
}

/// The person who calls, acting for an organisation.
#[derive(Clone, Debug)]
pub struct Me {
    /// Who asks, as access knows it.
    pub actor: Actor,
    /// The account.
    pub account: platform::Uuid,
    /// First name and name.
    pub name: String,
    /// The organisation acted for.
    pub organisation: PrincipalId,
    /// Its name.
    pub organisation_name: String,
    /// The role held there.
    pub role: Role,
    /// The language chosen.
    pub language: Language,
    /// Whether the account runs the instance.
    pub administrator: bool,
    /// In how many organisations the account has a seat.
    pub seats: i64,
    /// The token that forms must carry.
    pub csrf: String,
    /// What the API token allows; a session allows everything its person may do.
    pub scopes: Option<Vec<Scope>>,
}

impl Me {
    /// Whether the role lets this be done.
    pub fn may(&self, right: Rights) -> bool {
        self.actor.may(right)
    }

    /// Whether this account runs the instance.
    pub fn runs_instance(&self) -> bool {
        self.may(RUN_INSTANCE)
    }

    /// The letters that stand for the person in small places.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// The first letters of the first two names.
pub fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_alphabetic())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}
