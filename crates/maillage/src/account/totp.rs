//! Codes of an authenticator application (RFC 6238): SHA-1, six digits, thirty seconds, which is what they all know.
//! Pure: the time and the secret are given.

use jiff::Timestamp;
use platform::id::Chance;
use totp_rs::{Builder, Secret, Totp};

/// A new secret of 160 bits, in base 32.
pub fn new_secret(chance: &Chance) -> String {
    Secret::from(chance.bytes::<20>()).to_base32()
}

/// The secret by groups of four, for somebody who types it.
pub fn grouped(secret: &str) -> String {
    secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The address that an application reads.
pub fn uri(secret: &str, instance: &str, email: &str) -> String {
    let (issuer, account) = (escaped(instance), escaped(email));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
}

/// The step that this code belongs to: now, or one before or after. A step up to `last` was used and is refused.
pub fn step_of(secret: &str, code: &str, at: Timestamp, last: Option<i64>) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret)?.check(&code, u64::try_from(at.as_second()).ok()?)?;
    i64::try_from(step).ok().filter(|step| last.is_none_or(|last| *step > last))
}

fn totp(secret: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()
}

/// Percent-encoded as the label of an `otpauth` address wants it: a space is never `+`.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a text can grow");
        }
        out
    })
}

/// The code of a moment: what an application shows.
#[cfg(test)]
pub(super) fn code_at(secret: &str, at: Timestamp) -> String {
    totp(secret).unwrap().generate(u64::try_from(at.as_second()).unwrap()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B: `12345678901234567890`.
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(step_of(RFC, code, at(second), None), Some(second / 30), "{second}");
        }
        assert_eq!(step_of(RFC, "081 804", at(1_111_111_109), None), Some(37_037_036), "a space is forgiven");
    }

    #[test]
    fn a_clock_may_be_half_a_minute_wrong_and_a_code_is_used_once() {
        let code = code_at(RFC, at(3000));
        for (second, last, step) in [
            (2969, None, None),
            (2970, None, Some(100)),
            (3059, None, Some(100)),
            (3060, None, None),
            (3000, Some(99), Some(100)),
            (3000, Some(100), None),
            (3000, Some(101), None),
        ] {
            assert_eq!(step_of(RFC, &code, at(second), last), step, "{second} after {last:?}");
        }
        for wrong in ["", "12345", "1234567", "abcdef", "-12345"] {
            assert_eq!(step_of(RFC, wrong, at(3000), None), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_new_each_time_and_readable() {
        let chance = Chance::seeded(1);
        let (one, two) = (new_secret(&chance), new_secret(&chance));
        assert!(one != two && one.len() == 32);
        assert_eq!(grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
        assert_eq!(
            uri("ABCD", "Provence : pôle", "a+b@c.fr"),
            "otpauth://totp/Provence%20%3A%20p%C3%B4le:a%2Bb@c.fr?secret=ABCD&issuer=Provence%20%3A%20p%C3%B4le"
        );
    }
}
