//! A passkey without a device: it answers as the virtual key of a browser would.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::Encoder;
use platform::database::Query;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::client::{Instance, Persona};

/// Somebody was there.
pub const PRESENT: u8 = 0x01;
/// The key recognised its owner.
pub const VERIFIED: u8 = 0x05;

/// A key that an account keeps.
pub struct Key {
    pair: EcdsaKeyPair,
    credential: String,
}

/// The fields that a form brings.
pub type Fields = Vec<(&'static str, String)>;

impl Key {
    /// One more for the account of this address.
    pub async fn of(instance: &Instance, email: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let point = pair.public_key().as_ref();
        let mut cose = Encoder::new(Vec::new());
        cose.map(5).unwrap().i8(1).unwrap().i8(2).unwrap().i8(3).unwrap().i8(-7).unwrap();
        cose.i8(-1).unwrap().i8(1).unwrap().i8(-2).unwrap().bytes(&point[1..33]).unwrap();
        cose.i8(-3).unwrap().bytes(&point[33..]).unwrap();
        let public_key = URL_SAFE_NO_PAD.encode(cose.into_writer());
        let credential = URL_SAFE_NO_PAD.encode(email);
        let (kept, kept_as) = (public_key, credential.clone());
        instance
            .database
            .write(move |tx| {
                Query::new(
                    "insert into passkey (id, account, credential, public_key, name, sign_count, backed_up, created_at)
                     select $1, a.id, $2, $3, 'clé', 1, false, a.created_at from account a where a.email = $4",
                )
                .bind(tx.new_id::<platform::Uuid>().to_string())
                .bind(&kept_as)
                .bind(&kept)
                .bind(email)
                .execute_one(tx)
            })
            .await
            .unwrap();
        Self { pair, credential }
    }

    /// What it answers to a question, with these flags and this count.
    pub fn answer(&self, question: &Value, flags: u8, count: u32) -> Fields {
        let (challenge, party) =
            (question["challenge"].as_str().unwrap(), question["party"].as_str().unwrap());
        let origin = format!("http://{party}:8080");
        let said =
            json!({"type": "webauthn.get", "challenge": challenge, "origin": origin, "crossOrigin": false});
        let client_data = said.to_string().into_bytes();
        let data = [Sha256::digest(party).as_slice(), &[flags], &count.to_be_bytes()].concat();
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        vec![
            ("credential", self.credential.clone()),
            ("client_data", URL_SAFE_NO_PAD.encode(client_data)),
            ("authenticator_data", URL_SAFE_NO_PAD.encode(data)),
            ("signature", URL_SAFE_NO_PAD.encode(signature)),
        ]
    }
}

/// What this address asks of a key.
pub async fn question(persona: &mut Persona<'_>, path: &str) -> Value {
    let asked = persona.post(path, &[]).await;
    serde_json::from_str(&asked.body).unwrap_or_else(|error| panic!("{error}: {}", asked.body))
}
