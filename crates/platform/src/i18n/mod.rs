//! French and English: the languages, their messages, and how numbers are written in them.

mod messages;

use std::fmt;

pub use messages::{Arg, Catalogue, Missing, Text, ToArg, Whole};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// French, the first.
    French,
    /// English.
    English,
}

impl Language {
    /// Both, French first.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The code used in HTML, in the database and in cookies.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The one that a browser asks for, French when it asks for neither.
    pub fn accepted(header: &str) -> Self {
        Self::asked(header).unwrap_or(Self::French)
    }

    /// The one that `Accept-Language` prefers, if it names either.
    pub fn asked(header: &str) -> Option<Self> {
        let wanted = header.split(',').filter_map(|part| {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let language = Self::from_code(tag.trim().split('-').next()?)?;
            Some((language, weight.trim().parse::<f32>().unwrap_or(0.0)))
        });
        let wanted = wanted.filter(|(_, weight)| *weight > 0.0);
        wanted.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(language, _)| language)
    }

    /// The other one, for the link that switches.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }

    /// A whole number as people write it: 1 300 in French, 1,300 in English.
    pub fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let separator = match self {
            Self::French => '\u{a0}',
            Self::English => ',',
        };
        let mut written = String::new();
        if n < 0 {
            written.push('\u{2212}');
        }
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(separator);
            }
            written.push(digit);
        }
        written
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl crate::database::Column for Language {
    fn read(cell: crate::database::Cell<'_>) -> crate::database::Result<Self> {
        let code = cell.text()?;
        Self::from_code(code).ok_or_else(|| crate::database::Error::unknown_key("Language", code))
    }
}

impl From<Language> for crate::database::Value<'_> {
    fn from(language: Language) -> Self {
        Self::Text(language.code().into())
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, French};

    #[test]
    fn numbers_are_grouped_by_three() {
        for (n, french, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1300, "1\u{a0}300", "1,300"),
            (-10_000, "−10\u{a0}000", "−10,000"),
        ] {
            assert_eq!((French.number(n).as_str(), English.number(n).as_str()), (french, english));
        }
    }

    #[test]
    fn a_browser_is_answered_in_the_language_it_prefers() {
        for (header, language) in [
            ("fr-FR,fr;q=0.9,en;q=0.8", French),
            ("en-GB,en;q=0.9,fr;q=0.5", English),
            ("de", French),
            ("de,en;q=0.1", English),
            ("", French),
            (";q=x", French),
        ] {
            assert_eq!(Language::accepted(header), language, "{header}");
        }
    }
}
