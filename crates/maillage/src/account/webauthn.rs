//! What a passkey says, and whether it may be believed: Web Authentication (W3C, level 2) as a relying party that asks for no
//! attestation. Pure: the challenge and the bytes are given.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::Decoder;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// Somebody touched it.
const PRESENT: u8 = 0x01;
/// It recognised its owner, by a code or a finger.
const VERIFIED: u8 = 0x04;
/// Its key is kept elsewhere too.
const BACKED_UP: u8 = 0x10;
/// A new key follows.
const ATTACHED: u8 = 0x40;
/// The identifier of a key is at most this long (7.1, step 25).
const LONGEST: usize = 1023;

/// Who asks: the name that keys are bound to, and the address of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The host.
    pub id: String,
    /// The address of pages, without a path.
    pub origin: String,
}

/// A key that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it is called, in base64url.
    pub credential: String,
    /// Its public half, as COSE in base64url.
    pub public_key: String,
    /// How many times it was used; always nought for keys that are copied between devices.
    pub sign_count: u32,
    /// Whether it is kept elsewhere too.
    pub backed_up: bool,
}

/// What a key answered.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What the browser says of the question.
    pub client_data: Vec<u8>,
    /// What the key says of itself.
    pub authenticator_data: Vec<u8>,
    /// Its signature of both.
    pub signature: Vec<u8>,
}

/// A key that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Whether it recognised its owner.
    pub verified: bool,
    /// How many times it was used.
    pub sign_count: u32,
    /// Whether it is kept elsewhere too.
    pub backed_up: bool,
}

/// Why it is not believed: for the log.
pub type Flaw = &'static str;

impl Party {
    /// That of the address which people type. Keys know no numeric address: this machine is called `localhost`.
    pub fn of(public_url: &str) -> Self {
        let (scheme, rest) = public_url.split_once("://").unwrap_or(("https", public_url));
        let authority = rest.split('/').next().unwrap_or_default();
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => (host, Some(port)),
            _ => (authority, None),
        };
        let host = if matches!(host, "127.0.0.1" | "[::1]") { "localhost" } else { host };
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        Self { id: host.to_lowercase(), origin: format!("{scheme}://{}{port}", host.to_lowercase()) }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// What the browser says of the question: of this kind, with our challenge, on our page.
fn asked(party: &Party, kind: &str, challenge: &str, bytes: &[u8]) -> Result<(), Flaw> {
    let data: ClientData = serde_json::from_slice(bytes).map_err(|_| "client data cannot be read")?;
    let flaws = [
        (data.r#type != kind, "another kind of question"),
        (data.challenge.trim_end_matches('=') != challenge, "another challenge"),
        (data.origin != party.origin, "another origin"),
        (data.cross_origin, "within the page of another"),
    ];
    flaws.iter().find(|(wrong, _)| *wrong).map_or(Ok(()), |(_, flaw)| Err(*flaw))
}

/// What a key says of itself.
struct Said<'b> {
    flags: u8,
    sign_count: u32,
    rest: &'b [u8],
}

fn said<'b>(party: &Party, bytes: &'b [u8]) -> Result<Said<'b>, Flaw> {
    let (hash, rest) = bytes.split_at_checked(32).ok_or("too short")?;
    let (flags, rest) = rest.split_first().ok_or("too short")?;
    let (count, rest) = rest.split_first_chunk::<4>().ok_or("too short")?;
    if hash != Sha256::digest(&party.id).as_slice() {
        return Err("a key for another host");
    }
    if flags & PRESENT == 0 {
        return Err("nobody was there");
    }
    Ok(Said { flags: *flags, sign_count: u32::from_be_bytes(*count), rest })
}

/// A key that was made for this challenge, whose owner it recognised.
pub fn made(party: &Party, challenge: &str, client_data: &[u8], attestation: &[u8]) -> Result<Made, Flaw> {
    asked(party, "webauthn.create", challenge, client_data)?;
    let data = authenticator_data(attestation).ok_or("the attestation cannot be read")?;
    let said = said(party, data)?;
    if said.flags & VERIFIED == 0 {
        return Err("its owner was not recognised");
    }
    if said.flags & ATTACHED == 0 {
        return Err("no key");
    }
    let (_, rest) = said.rest.split_at_checked(16).ok_or("too short")?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or("too short")?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (credential, rest) = rest.split_at_checked(length).ok_or("too short")?;
    if !(1..=LONGEST).contains(&length) {
        return Err("a name of no length");
    }
    let mut decoder = Decoder::new(rest);
    decoder.skip().map_err(|_| "the key cannot be read")?;
    let key = &rest[..decoder.position()];
    Key::read(key).ok_or("a key of an unknown kind")?;
    Ok(Made {
        credential: URL_SAFE_NO_PAD.encode(credential),
        public_key: URL_SAFE_NO_PAD.encode(key),
        sign_count: said.sign_count,
        backed_up: said.flags & BACKED_UP != 0,
    })
}

/// A key that was used for this challenge.
pub fn used(party: &Party, challenge: &str, answer: &Answer, public_key: &str) -> Result<Used, Flaw> {
    asked(party, "webauthn.get", challenge, &answer.client_data)?;
    let said = said(party, &answer.authenticator_data)?;
    let key = URL_SAFE_NO_PAD.decode(public_key).map_err(|_| "the key kept cannot be read")?;
    let key = Key::read(&key).ok_or("the key kept cannot be read")?;
    let mut signed = answer.authenticator_data.clone();
    signed.extend_from_slice(&Sha256::digest(&answer.client_data));
    if !key.signed(&signed, &answer.signature) {
        return Err("a wrong signature");
    }
    Ok(Used {
        verified: said.flags & VERIFIED != 0,
        sign_count: said.sign_count,
        backed_up: said.flags & BACKED_UP != 0,
    })
}

/// Whether a count shows that the key was copied: it does not grow (6.1.1). Keys that do not count say nought.
pub fn copied(kept: u32, told: u32) -> bool {
    (kept > 0 || told > 0) && told <= kept
}

fn authenticator_data(attestation: &[u8]) -> Option<&[u8]> {
    let mut decoder = Decoder::new(attestation);
    for _ in 0..decoder.map().ok()?? {
        if decoder.str().ok()? == "authData" {
            return decoder.bytes().ok();
        }
        decoder.skip().ok()?;
    }
    None
}

/// A public key, as COSE writes it (RFC 9053): the kinds that we ask for.
enum Key {
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

/// The kinds of keys asked for, best first, by their number in COSE.
pub const KINDS: [i64; 3] = [-7, -8, -257];

impl Key {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut decoder = Decoder::new(bytes);
        let (mut numbers, mut texts) = ([0_i64; 2], [const { None }; 3]);
        let mut curve = 0;
        for _ in 0..decoder.map().ok()?? {
            match decoder.i64().ok()? {
                1 => numbers[0] = decoder.i64().ok()?,
                3 => numbers[1] = decoder.i64().ok()?,
                -1 if numbers[0] == 3 => texts[0] = Some(decoder.bytes().ok()?),
                -1 => curve = decoder.i64().ok()?,
                -2 => texts[1] = Some(decoder.bytes().ok()?),
                -3 => texts[2] = Some(decoder.bytes().ok()?),
                _ => decoder.skip().ok()?,
            }
        }
        match (numbers, curve, texts) {
            ([2, -7], 1, [_, Some(x), Some(y)]) if x.len() == 32 && y.len() == 32 => {
                Some(Self::P256([&[4], x, y].concat()))
            }
            ([1, -8], 6, [_, Some(x), _]) if x.len() == 32 => Some(Self::Ed25519(x.to_vec())),
            ([3, -257], _, [Some(n), Some(e), _]) => Some(Self::Rsa { n: n.to_vec(), e: e.to_vec() }),
            _ => None,
        }
    }

    fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature).is_ok()
            }
            Self::Ed25519(point) => {
                UnparsedPublicKey::new(&ED25519, point).verify(message, signature).is_ok()
            }
            Self::Rsa { n, e } => {
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
    use minicbor::Encoder;
    use proptest::prelude::*;

    use super::*;

    const CHALLENGE: &str = "abcdefghijklmnopqrstuvwxyz";

    fn party() -> Party {
        Party::of("https://maillage.example")
    }

    fn client(kind: &str, challenge: &str, origin: &str, cross: bool) -> Vec<u8> {
        serde_json::json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": cross})
            .to_string()
            .into_bytes()
    }

    fn cose(pair: &EcdsaKeyPair) -> Vec<u8> {
        let point = pair.public_key().as_ref();
        let mut e = Encoder::new(Vec::new());
        e.map(5).unwrap().i8(1).unwrap().i8(2).unwrap().i8(3).unwrap().i8(-7).unwrap();
        e.i8(-1).unwrap().i8(1).unwrap().i8(-2).unwrap().bytes(&point[1..33]).unwrap();
        e.i8(-3).unwrap().bytes(&point[33..]).unwrap();
        e.into_writer()
    }

    fn data(host: &str, flags: u8, count: u32, attached: &[u8]) -> Vec<u8> {
        [Sha256::digest(host).as_slice(), &[flags], &count.to_be_bytes(), attached].concat()
    }

    fn attestation(key: &[u8], flags: u8, host: &str) -> Vec<u8> {
        let attached = [&[0; 16], [0, 3].as_slice(), b"key", key].concat();
        let mut e = Encoder::new(Vec::new());
        e.map(3).unwrap().str("fmt").unwrap().str("none").unwrap().str("attStmt").unwrap().map(0).unwrap();
        e.str("authData").unwrap().bytes(&data(host, flags, 7, &attached)).unwrap();
        e.into_writer()
    }

    fn pair() -> EcdsaKeyPair {
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap()
    }

    const HOST: &str = "maillage.example";
    const HERE: &str = "https://maillage.example";

    #[test]
    fn the_party_is_the_host_and_this_machine_is_localhost() {
        for (url, id, origin) in [
            ("https://maillage.example", HOST, HERE),
            ("https://Maillage.example:8443", HOST, "https://maillage.example:8443"),
            ("http://127.0.0.1:8080", "localhost", "http://localhost:8080"),
        ] {
            assert_eq!(Party::of(url), Party { id: id.into(), origin: origin.into() }, "{url}");
        }
    }

    #[test]
    fn a_key_is_made_for_this_challenge_on_this_page_by_its_owner() {
        let key = cose(&pair());
        let all = PRESENT | VERIFIED | ATTACHED | BACKED_UP;
        let create =
            |challenge: &str, origin: &str, cross| client("webauthn.create", challenge, origin, cross);
        let fine = create(CHALLENGE, HERE, false);
        let made_of = |client: &[u8], flags, host: &str, key: &[u8]| {
            made(&party(), CHALLENGE, client, &attestation(key, flags, host))
        };
        let kept = made_of(&fine, all, HOST, &key).unwrap();
        assert_eq!((kept.credential.as_str(), kept.sign_count, kept.backed_up), ("a2V5", 7, true));
        for (client, flags, host, flaw) in [
            (create("other", HERE, false), all, HOST, "another challenge"),
            (create(CHALLENGE, "https://evil.example", false), all, HOST, "another origin"),
            (create(CHALLENGE, HERE, true), all, HOST, "within the page of another"),
            (client("webauthn.get", CHALLENGE, HERE, false), all, HOST, "another kind of question"),
            (fine.clone(), all, "evil.example", "a key for another host"),
            (fine.clone(), ATTACHED | VERIFIED, HOST, "nobody was there"),
            (fine.clone(), ATTACHED | PRESENT, HOST, "its owner was not recognised"),
            (fine.clone(), PRESENT | VERIFIED, HOST, "no key"),
        ] {
            assert_eq!(made_of(&client, flags, host, &key), Err(flaw));
        }
        assert_eq!(made_of(&fine, all, HOST, &[0xa0]), Err("a key of an unknown kind"));
    }

    #[test]
    fn a_key_signs_for_itself_alone() {
        let (ours, other) = (pair(), pair());
        let key = URL_SAFE_NO_PAD.encode(cose(&ours));
        let sign = |by: &EcdsaKeyPair, flags, challenge: &str| {
            let client_data = client("webauthn.get", challenge, HERE, false);
            let authenticator_data = data(HOST, flags, 8, &[]);
            let signed = [authenticator_data.as_slice(), &Sha256::digest(&client_data)].concat();
            let signature = by.sign(&SystemRandom::new(), &signed).unwrap().as_ref().to_vec();
            Answer { client_data, authenticator_data, signature }
        };
        let right = sign(&ours, PRESENT | VERIFIED, CHALLENGE);
        assert_eq!(
            used(&party(), CHALLENGE, &right, &key),
            Ok(Used { verified: true, sign_count: 8, backed_up: false })
        );
        assert!(!used(&party(), CHALLENGE, &sign(&ours, PRESENT, CHALLENGE), &key).unwrap().verified);
        let raised = Answer { authenticator_data: data(HOST, PRESENT | VERIFIED, 9, &[]), ..right.clone() };
        for (answer, flaw) in [
            (sign(&other, PRESENT, CHALLENGE), "a wrong signature"),
            (sign(&ours, PRESENT, "other"), "another challenge"),
            (raised, "a wrong signature"),
            (Answer { signature: Vec::new(), ..right }, "a wrong signature"),
        ] {
            assert_eq!(used(&party(), CHALLENGE, &answer, &key), Err(flaw));
        }
    }

    #[test]
    fn another_kind_of_key_signs_too() {
        let pair = Ed25519KeyPair::generate().unwrap();
        let mut e = Encoder::new(Vec::new());
        e.map(4).unwrap().i8(1).unwrap().i8(1).unwrap().i8(3).unwrap().i8(-8).unwrap();
        e.i8(-1).unwrap().i8(6).unwrap().i8(-2).unwrap().bytes(pair.public_key().as_ref()).unwrap();
        let key = Key::read(&e.into_writer()).unwrap();
        assert!(key.signed(b"a", pair.sign(b"a").as_ref()) && !key.signed(b"b", pair.sign(b"a").as_ref()));
    }

    #[test]
    fn a_count_that_does_not_grow_shows_a_copy() {
        for (kept, told, copy) in
            [(0, 0, false), (0, 1, false), (1, 2, false), (2, 2, true), (2, 1, true), (2, 0, true)]
        {
            assert_eq!(copied(kept, told), copy, "{kept} then {told}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let fine = client("webauthn.create", CHALLENGE, HERE, false);
            let _ = made(&party(), CHALLENGE, &fine, &bytes);
            let _ = Key::read(&bytes);
            let whole = [data(HOST, 0xff, 0, &[0; 16]).as_slice(), &bytes].concat();
            let mut e = Encoder::new(Vec::new());
            e.map(1).unwrap().str("authData").unwrap().bytes(&whole).unwrap();
            let _ = made(&party(), CHALLENGE, &fine, &e.into_writer());
        }
    }
}
