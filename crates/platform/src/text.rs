//! Text as it is compared: the engines disagree on accents and case, so keys are computed here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, ligatures opened, punctuation as single spaces: what search and sorting compare.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            letter if letter.is_alphanumeric() => out.push(letter),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The distinct words of a normalised text, in order of appearance.
pub fn words(normalised: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in normalised.split(' ').filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Characters that nobody sees and that change what is read: of no width, or turning the direction of what follows. Joiners, which
/// some scripts need, are none.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What a person typed, without the spaces around and with runs of spaces as one; control characters are dropped.
pub fn tidy(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_unseen(*c));
    let clean: String = seen.map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A longer text as typed: line ends as `\n`, no other control character, no blank lines at the ends.
pub fn tidy_lines(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = lines
        .split('\n')
        .map(|line| {
            line.chars().filter(|c| (!c.is_control() || *c == '\t') && !is_unseen(*c)).collect::<String>()
        })
        .collect();
    lines
        .iter()
        .map(|line| line.trim_end())
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches('\n')
        .trim()
        .to_owned()
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            digits.push(char::from_digit(half.into(), 16).unwrap_or('0'));
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_count() {
        for (typed, key) in [
            ("Établissement public d’Île-de-France", "etablissement public d ile de france"),
            ("CŒUR  de   ville", "coeur de ville"),
            ("  (Ørsted) ", "orsted"),
            ("Łódź & Großstadt", "lodz grossstadt"),
            ("東京 2021", "東京 2021"),
            ("…", ""),
        ] {
            assert_eq!(normalise(typed), key);
            assert_eq!(normalise(&normalise(typed)), key, "normalising twice changes nothing");
        }
    }

    #[test]
    fn typed_text_is_cleaned_not_changed() {
        assert_eq!(tidy("  a\u{0}\u{7}b \t c "), "a b c");
        assert_eq!(tidy_lines("a\r\n b \r\r\n\n"), "a\n b");
    }
}
