//! What is asked of a provider, and what of its answer is believed. Pure: the moment is given.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use platform::web::Token;
use sha2::{Digest as _, Sha256};

use super::model::{Claims, Metadata, Mishap, Told};
use crate::account::rules::email;
use crate::settings::{Provider, Variant};

/// How far two clocks may be apart.
const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// A token older than this was not made for this sign-in.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);
/// OpenID Connect gives subjects 255 characters.
const LONGEST: usize = 255;

/// What binds a question to its answer: all derived from the secret that the browser alone holds.
pub struct Bond {
    /// Comes back with the browser.
    pub state: String,
    /// Comes back in the token.
    pub nonce: String,
    /// Shown when the code is used.
    pub verifier: String,
}

impl Bond {
    /// Of this browser's secret.
    pub fn of(secret: &Token) -> Self {
        Self {
            state: secret.derive("state"),
            nonce: secret.derive("nonce"),
            verifier: secret.derive("verifier"),
        }
    }
}

/// Whether a code is bound to who asked for it. ProConnect refuses parameters that it does not announce.
pub fn binds(provider: &Provider, metadata: &Metadata) -> bool {
    let announced = metadata.code_challenge_methods_supported.as_ref();
    let announced = announced.is_some_and(|methods| methods.iter().any(|method| method == "S256"));
    provider.variant == Variant::Generic || announced
}

/// The address where somebody is sent to sign in.
pub fn authorisation(provider: &Provider, metadata: &Metadata, secret: &Token, back: &str) -> String {
    let bond = Bond::of(secret);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&bond.verifier));
    let scopes = provider.scopes.join(" ");
    let levels = provider.acr.join(" ");
    let claims = wanted(provider);
    let mut query = vec![
        ("response_type", "code"),
        ("client_id", &provider.client_id),
        ("redirect_uri", back),
        ("scope", &scopes),
        ("state", &bond.state),
        ("nonce", &bond.nonce),
    ];
    if binds(provider, metadata) {
        query.extend([("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")]);
    }
    match provider.variant {
        Variant::ProConnect => query.push(("claims", &claims)),
        Variant::Generic if !levels.is_empty() => query.push(("acr_values", &levels)),
        Variant::Generic => {}
    }
    with_query(&metadata.authorization_endpoint, &query)
}

/// ProConnect says by what means somebody was recognised only when asked.
fn wanted(provider: &Provider) -> String {
    let mut token = serde_json::json!({"amr": {"essential": true}});
    if !provider.acr.is_empty() {
        token["acr"] = serde_json::json!({"essential": true, "values": provider.acr});
    }
    serde_json::json!({"id_token": token}).to_string()
}

/// The address where somebody signs out at the provider too.
pub fn departure(metadata: &Metadata, id_token: &str, state: &str, back: &str) -> Option<String> {
    let place = metadata.end_session_endpoint.as_ref()?;
    let query = [("id_token_hint", id_token), ("state", state), ("post_logout_redirect_uri", back)];
    Some(with_query(place, &query))
}

fn with_query(place: &str, query: &[(&str, &str)]) -> String {
    let sign = if place.contains('?') { '&' } else { '?' };
    format!("{place}{sign}{}", serde_html_form::to_string(query).unwrap_or_default())
}

/// Whether the token that names somebody was made by this provider, for this instance, for this sign-in, now.
pub fn believe(claims: &Claims, provider: &Provider, nonce: &str, now: Timestamp) -> Result<(), Mishap> {
    let at = |seconds: Option<i64>| seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let ends = at(claims.exp).ok_or(Mishap::Unbelievable("no end"))?;
    let made = at(claims.iat).ok_or(Mishap::Unbelievable("no beginning"))?;
    let audience = claims.aud.all();
    let ours = |text: &String| *text == provider.client_id;
    let others = audience.len() > 1;
    let flaws = [
        (claims.iss != provider.issuer, "another issuer"),
        (!audience.iter().any(ours), "another audience"),
        (others && !claims.azp.as_ref().is_some_and(ours), "one of several audiences, unnamed"),
        (!others && claims.azp.as_ref().is_some_and(|azp| !ours(azp)), "another party"),
        (claims.nonce.as_deref() != Some(nonce), "another nonce"),
        (now.duration_since(ends) >= SKEW, "expired"),
        (made.duration_since(now) > SKEW, "from the future"),
        (now.duration_since(made) > OLDEST, "too old"),
        (!subject(&claims.sub), "no subject"),
    ];
    match flaws.iter().find(|(wrong, _)| *wrong) {
        Some((_, flaw)) => Err(Mishap::Unbelievable(flaw)),
        None if provider.acr.is_empty() => Ok(()),
        None if claims.acr.as_ref().is_some_and(|acr| provider.acr.contains(acr)) => Ok(()),
        None => Err(Mishap::TooWeak),
    }
}

fn subject(sub: &str) -> bool {
    !sub.is_empty() && sub.len() <= LONGEST && !sub.contains('\0')
}

/// Whether what came with the token, signed or not, is about the same person.
pub fn same(told: &Claims, about: &Claims) -> Result<(), Mishap> {
    if told.sub == about.sub { Ok(()) } else { Err(Mishap::Unbelievable("the details of somebody else")) }
}

/// Whether a signed text about somebody comes from this provider, for this instance, and is not over.
pub fn sealed(told: &Claims, provider: &Provider, now: Timestamp) -> Result<(), Mishap> {
    let over = told.exp.is_some_and(|exp| now.as_second().saturating_sub(exp) >= SKEW.as_secs());
    let flaws = [
        (told.iss != provider.issuer, "details by another issuer"),
        (!told.aud.all().contains(&provider.client_id), "details for another audience"),
        (over, "expired details"),
    ];
    flaws.iter().find(|(wrong, _)| *wrong).map_or(Ok(()), |(_, flaw)| Err(Mishap::Unbelievable(flaw)))
}

/// Who somebody is, of a token and what came with it. ProConnect answers for the addresses of agents; another provider must
/// say that it does.
pub fn told(claims: Claims, details: Claims, provider: &Provider, id_token: String) -> Told {
    let verified = match provider.variant {
        Variant::ProConnect => details.email_verified != Some(false),
        Variant::Generic => details.email_verified == Some(true),
    };
    let multi_factor = claims.amr.iter().any(|means| means == "mfa")
        || claims.acr.as_ref().is_some_and(|acr| provider.multi_factor_acr.contains(acr));
    let short = |text: Option<String>| text.filter(|text| text.len() <= LONGEST && !text.contains('\0'));
    Told {
        issuer: claims.iss,
        subject: claims.sub,
        email: details.email.as_deref().filter(|_| verified).and_then(email),
        siret: short(details.siret),
        source: short(details.idp_id),
        multi_factor,
        id_token,
    }
}
