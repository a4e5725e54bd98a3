//! Secrets that a person carries: session cookies, personal links, API tokens. Only their hash is stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::id::Chance;

/// A secret of 256 bits, as text for a cookie or a link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new secret.
    pub fn new(chance: &Chance) -> Self {
        Self(URL_SAFE_NO_PAD.encode(chance.bytes::<32>()))
    }

    /// A secret that came back.
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text to send. Never logged.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored.
    pub fn hash(&self) -> String {
        self.derive("token")
    }

    /// Another value that only the bearer can know, for one purpose: the CSRF token of a session.
    pub fn derive(&self, purpose: &str) -> String {
        let mut digest = Sha256::new();
        digest.update(purpose);
        digest.update([0]);
        digest.update(&self.0);
        URL_SAFE_NO_PAD.encode(digest.finalize())
    }
}
