//! Codes of an authenticator application (RFC 6238): SHA-1, six digits, thirty seconds, which is what they all know.
//! Pure: the time and the secret are given.

use jiff::Timestamp;
use platform::id::Chance;
use qrcodegen::{QrCode, QrCodeEcc};
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

/// An address as a picture that a telephone reads: the width of its side in dots, its quiet zone included, and the dark
/// dots as the path of an SVG. None when it is too long for one.
pub fn picture(uri: &str) -> Option<(i32, String)> {
    use std::fmt::Write as _;
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(uri, QrCodeEcc::Medium).ok()?;
    let side = 0..code.size();
    let dark =
        side.clone().flat_map(|y| side.clone().map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let path = dark.fold(String::new(), |mut path, (x, y)| {
        write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).expect("a text can grow");
        path
    });
    Some((code.size() + 2 * QUIET, path))
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

    /// What a telephone would read on the picture is the address.
    #[test]
    fn the_picture_is_read_as_the_address() {
        let uri = uri(&"A".repeat(32), "Maillage de la région", "prenom.nom@agence.example");
        let (side, path) = picture(&uri).unwrap();
        let dots: std::collections::BTreeSet<(usize, usize)> = path
            .split('M')
            .skip(1)
            .map(|dot| {
                let (x, rest) = dot.split_once(' ').unwrap();
                (x.parse().unwrap(), rest.split('h').next().unwrap().parse().unwrap())
            })
            .collect();
        let side = usize::try_from(side).unwrap();
        let (scale, white) = (4, 255);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| {
            if dots.contains(&(x / scale, y / scale)) { 0 } else { white }
        });
        let grids = image.detect_grids();
        assert_eq!(grids[0].decode().unwrap().1, uri);
    }

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
