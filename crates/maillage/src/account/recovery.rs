//! How recovery codes look: eighteen digits, so that the keypad which asks for a code types them too. Pure: the chance is
//! given.

use platform::id::Chance;

/// Sixty bits: too many to be tried, even by whoever holds the hashes.
const DIGITS: u32 = 18;

/// A new code, as digits.
pub fn new_code(chance: &Chance) -> String {
    // 128 bits leave no digit more likely than another by anything that counts.
    let number = u128::from_be_bytes(chance.bytes::<16>()) % 10_u128.pow(DIGITS);
    format!("{number:0width$}", width = DIGITS as usize)
}

/// By groups of six, to be read and typed.
pub fn grouped(digits: &str) -> String {
    digits.as_bytes().chunks(6).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The digits of what was typed, if it can be a recovery code and not one of an application.
pub fn typed(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == DIGITS as usize && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_typed_as_it_is_read() {
        let chance = Chance::seeded(1);
        let (one, two) = (new_code(&chance), new_code(&chance));
        assert_ne!(one, two);
        assert_eq!(typed(&grouped(&one)).as_deref(), Some(one.as_str()));
        assert_eq!(grouped("012345678901234567"), "012345 678901 234567");
        for (text, digits) in [
            ("012345-678901-234567", Some("012345678901234567")),
            ("123456", None),
            ("01234567890123456a", None),
            ("", None),
        ] {
            assert_eq!(typed(text).as_deref(), digits, "{text}");
        }
    }
}
