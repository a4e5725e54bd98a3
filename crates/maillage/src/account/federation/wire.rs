//! What is said with a provider: discovery, keys, the code for tokens, who somebody is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, HeaderName};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use platform::outward::{Outward, Reply};
use platform::web::Token;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::model::{Claims, Metadata, Mishap, Told};
use super::rules::{self, Bond};
use crate::settings::{Provider, Variant};

/// What a provider says of itself is asked again after this long.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// Signatures by a key that others do not hold. `none`, and a secret shared with the provider, are not among them.
const SIGNED: [Algorithm; 5] =
    [Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA];

/// Speaks with providers, and remembers what they say of themselves.
#[derive(Clone, Default)]
pub struct Federation {
    outward: Outward,
    known: Arc<Mutex<HashMap<String, Place>>>,
}

/// What a provider said of itself, and when.
#[derive(Clone)]
pub struct Place {
    /// What it said.
    pub metadata: Arc<Metadata>,
    keys: Arc<JwkSet>,
    asked: Timestamp,
}

/// What a code became.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: String,
}

impl Federation {
    /// What a provider says of itself, asked at most every hour.
    pub async fn place(&self, provider: &Provider, now: Timestamp) -> Result<Place, Mishap> {
        let kept = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&provider.issuer).cloned();
        match kept.filter(|place| now.duration_since(place.asked) < FRESH) {
            Some(place) => Ok(place),
            None => self.discover(provider, now).await,
        }
    }

    async fn discover(&self, provider: &Provider, now: Timestamp) -> Result<Place, Mishap> {
        let issuer = provider.issuer.trim_end_matches('/');
        let url = format!("{issuer}/.well-known/openid-configuration");
        let metadata: Metadata = json(&self.get(provider, &url, &[]).await?)?;
        if metadata.issuer != provider.issuer {
            return Err(Mishap::Down(format!("it calls itself {}", metadata.issuer)));
        }
        for url in [Some(&metadata.authorization_endpoint), metadata.end_session_endpoint.as_ref()] {
            let safe = url.is_none_or(|url| platform::outward::origin(url).is_some());
            if !safe {
                return Err(Mishap::Down("people would be sent to an unencrypted address".into()));
            }
        }
        let keys = json(&self.get(provider, &metadata.jwks_uri, &[]).await?)?;
        let place = Place { metadata: Arc::new(metadata), keys: Arc::new(keys), asked: now };
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(provider.issuer.clone(), place.clone());
        Ok(place)
    }

    /// Who came back with this code: everything is verified.
    pub async fn told(
        &self,
        provider: &Provider,
        secret: &Token,
        code: &str,
        back: &str,
        now: Timestamp,
    ) -> Result<Told, Mishap> {
        let place = self.place(provider, now).await?;
        let bond = Bond::of(secret);
        let tokens = self.tokens(provider, &place.metadata, &bond, code, back).await?;
        let claims: Claims = self.verified(provider, &tokens.id_token, now).await?;
        rules::believe(&claims, provider, &bond.nonce, now)?;
        let details = match &place.metadata.userinfo_endpoint {
            Some(url) => self.details(provider, url, &tokens.access_token, now).await?,
            None => claims.clone(),
        };
        rules::same(&details, &claims)?;
        Ok(rules::told(claims, details, provider, tokens.id_token))
    }

    async fn tokens(
        &self,
        provider: &Provider,
        metadata: &Metadata,
        bond: &Bond,
        code: &str,
        back: &str,
    ) -> Result<Tokens, Mishap> {
        let mut form = vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back)];
        if rules::binds(provider, metadata) {
            form.push(("code_verifier", &bond.verifier));
        }
        let mut headers = Vec::new();
        let methods = metadata.token_endpoint_auth_methods_supported.as_deref().unwrap_or_default();
        if methods.iter().any(|method| method == "client_secret_post") {
            form.extend([
                ("client_id", provider.client_id.as_str()),
                ("client_secret", &provider.client_secret.0),
            ]);
        } else {
            headers.push((AUTHORIZATION, basic(provider)));
        }
        let url = self.allowed(provider, &metadata.token_endpoint)?;
        let form = serde_html_form::to_string(form).unwrap_or_default();
        let reply = self.outward.post(url, &headers, form).await.map_err(down)?;
        match reply.status {
            // The code was used already, is too old, or belongs to somebody else.
            StatusCode::BAD_REQUEST => Err(Mishap::Unbelievable("the code is refused")),
            _ => json(&answered(reply)?),
        }
    }

    async fn details(
        &self,
        provider: &Provider,
        url: &str,
        access: &str,
        now: Timestamp,
    ) -> Result<Claims, Mishap> {
        let reply = self.get(provider, url, &[(AUTHORIZATION, format!("Bearer {access}"))]).await?;
        if reply.content_type == "application/jwt" {
            let text = std::str::from_utf8(&reply.body).map_err(|_| Mishap::Unbelievable("no text"))?;
            let details = self.verified(provider, text.trim(), now).await?;
            rules::sealed(&details, provider, now)?;
            return Ok(details);
        }
        match provider.variant {
            Variant::ProConnect => Err(Mishap::Unbelievable("unsigned details")),
            Variant::Generic => json(&reply),
        }
    }

    /// What a signed text says. A key that is not known is looked for once more at the provider: it may have changed them.
    async fn verified(&self, provider: &Provider, text: &str, now: Timestamp) -> Result<Claims, Mishap> {
        let place = self.place(provider, now).await?;
        match open(text, &place.keys) {
            Err(Sealed::ByAnother) => {
                let place = self.discover(provider, now).await?;
                open(text, &place.keys)
            }
            opened => opened,
        }
        .map_err(|sealed| match sealed {
            Sealed::ByAnother => Mishap::Unbelievable("signed by an unknown key"),
            Sealed::Wrongly => Mishap::Unbelievable("not signed, or wrongly"),
        })
    }

    async fn get(
        &self,
        provider: &Provider,
        url: &str,
        headers: &[(HeaderName, String)],
    ) -> Result<Reply, Mishap> {
        answered(self.outward.get(self.allowed(provider, url)?, headers).await.map_err(down)?)
    }

    fn allowed<'u>(&self, provider: &Provider, url: &'u str) -> Result<&'u str, Mishap> {
        let why = || Mishap::Down(format!("{url} is neither of its issuer nor of its origins"));
        provider.may_ask(url).then_some(url).ok_or_else(why)
    }
}

fn down(error: impl std::fmt::Display) -> Mishap {
    Mishap::Down(error.to_string())
}

fn answered(reply: Reply) -> Result<Reply, Mishap> {
    if reply.status == StatusCode::OK {
        Ok(reply)
    } else {
        Err(Mishap::Down(format!("status {}", reply.status)))
    }
}

fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, Mishap> {
    serde_json::from_slice(&reply.body).map_err(down)
}

/// The name and secret of this instance, each encoded as in a form (RFC 6749, 2.3.1).
fn basic(provider: &Provider) -> String {
    let encoded = |text: &str| {
        let pair = serde_html_form::to_string([("", text)]).unwrap_or_default();
        pair.trim_start_matches('=').to_owned()
    };
    let pair = format!("{}:{}", encoded(&provider.client_id), encoded(&provider.client_secret.0));
    format!("Basic {}", STANDARD.encode(pair))
}

enum Sealed {
    ByAnother,
    Wrongly,
}

/// Opens a signed text by the key that it names. The moments in it are looked at elsewhere, with our clock.
fn open(text: &str, keys: &JwkSet) -> Result<Claims, Sealed> {
    let header = decode_header(text).map_err(|_| Sealed::Wrongly)?;
    if !SIGNED.contains(&header.alg) {
        return Err(Sealed::Wrongly);
    }
    let named = |key: &&Jwk| header.kid.is_none() || key.common.key_id == header.kid;
    let signs = |key: &&Jwk| !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption));
    let mut validation = Validation::new(header.alg);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let mut outcome = Err(Sealed::ByAnother);
    for key in keys.keys.iter().filter(named).filter(signs) {
        let opened = DecodingKey::from_jwk(key).and_then(|key| decode::<Claims>(text, &key, &validation));
        match opened {
            Ok(opened) => return Ok(opened.claims),
            Err(_) => outcome = Err(Sealed::Wrongly),
        }
    }
    outcome
}
