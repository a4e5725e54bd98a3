//! What a provider says of itself and of somebody.

use serde::Deserialize;

/// What a provider says of itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Its name, which must be the one in the settings.
    pub issuer: String,
    /// Where people are sent.
    pub authorization_endpoint: String,
    /// Where a code becomes tokens.
    pub token_endpoint: String,
    /// Where it says who somebody is.
    pub userinfo_endpoint: Option<String>,
    /// Its public keys.
    pub jwks_uri: String,
    /// Where people sign out.
    pub end_session_endpoint: Option<String>,
    /// How an instance may prove itself.
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// Whether a code may be bound to who asked for it.
    pub code_challenge_methods_supported: Option<Vec<String>>,
    /// Whether its answers name it.
    pub authorization_response_iss_parameter_supported: bool,
}

/// What the token that names somebody holds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Claims {
    /// By whom.
    pub iss: String,
    /// About whom.
    pub sub: String,
    /// For whom.
    pub aud: Audience,
    /// For whom, among several.
    pub azp: Option<String>,
    /// Until when, in seconds of Unix time.
    pub exp: Option<i64>,
    /// Since when.
    pub iat: Option<i64>,
    /// What was sent with the question.
    pub nonce: Option<String>,
    /// How well somebody was recognised.
    pub acr: Option<String>,
    /// By what means.
    pub amr: Vec<String>,
    /// The address.
    pub email: Option<String>,
    /// Whether the provider knows that the address is theirs.
    pub email_verified: Option<bool>,
    /// ProConnect: the establishment that they work for.
    pub siret: Option<String>,
    /// ProConnect: the provider behind it.
    pub idp_id: Option<String>,
}

/// One audience, or several.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Default for Audience {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Audience {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        }
    }
}

/// Who somebody is, once all was verified.
#[derive(Clone, Debug)]
pub struct Told {
    /// By whom.
    pub issuer: String,
    /// About whom, for that issuer.
    pub subject: String,
    /// Their address, if the provider answers for it.
    pub email: Option<String>,
    /// The establishment that they work for.
    pub siret: Option<String>,
    /// The provider behind the provider.
    pub source: Option<String>,
    /// Whether two factors were shown there.
    pub multi_factor: bool,
    /// What signing out there will need.
    pub id_token: String,
}

/// Why a sign-in elsewhere came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The provider does not answer, or not as it should.
    Down(String),
    /// What it answers cannot be believed.
    Unbelievable(&'static str),
    /// The person was recognised less well than this instance asks.
    TooWeak,
}
