//! The words of figures, as data: one table per language and sort. Phrases are
//! lower case, without accents, tokens separated by one space (`plus d'`).

mod english;
mod french;

use super::{Currency, Qualifier};
use crate::i18n::Language;

type Table<T> = &'static [(&'static str, T)];

/// What one language needs to read and write figures.
pub(super) struct Vocabulary {
    /// Words before the number that qualify it.
    pub before: Table<Qualifier>,
    /// Words after the number and its unit that qualify it.
    pub after: Table<Qualifier>,
    /// Words that open a range.
    pub between: Table<&'static str>,
    /// What stands between the bounds of a range not opened by a word.
    pub to: Table<()>,
    /// Numbers in words. The first word of a value is the one printed.
    pub numbers: Table<i64>,
    /// Words that state an approximate number by themselves.
    pub collectives: Table<i64>,
    /// Articles a multiplier may follow instead of a number ("a thousand").
    pub articles: Table<()>,
    /// Multipliers in words, as powers of ten.
    pub multipliers: Table<u32>,
    /// Currencies in words; the first of a currency is the one printed.
    pub currencies: Table<Currency>,
    /// Words that join a number to its unit and carry nothing.
    pub links: Table<()>,
    /// Words after a number that go on counting: what they open is no unit.
    pub counting: Table<()>,
    /// The decimal mark.
    pub decimal: &'static str,
    /// What may group thousands besides a blank.
    pub group: Option<&'static str>,
}

pub(super) fn of(language: Language) -> &'static Vocabulary {
    match language {
        Language::French => &french::FRENCH,
        Language::English => &english::ENGLISH,
    }
}

/// Powers of ten written before or after a currency: `M€`, `€3bn`.
pub(super) const ABBREVIATIONS: Table<u32> =
    &[("k", 3), ("m", 6), ("mn", 6), ("mio", 6), ("md", 9), ("mds", 9), ("mrd", 9), ("bn", 9)];

/// Powers of ten glued to a currency code.
pub(super) const GLUED: Table<(u32, Currency)> = &[
    ("keur", (3, Currency::Eur)),
    ("meur", (6, Currency::Eur)),
    ("mdeur", (9, Currency::Eur)),
    ("kusd", (3, Currency::Usd)),
    ("musd", (6, Currency::Usd)),
    ("kgbp", (3, Currency::Gbp)),
    ("mgbp", (6, Currency::Gbp)),
];

/// Currency symbols and codes, in any language.
pub(super) const CURRENCY_SIGNS: Table<Currency> = &[
    ("€", Currency::Eur),
    ("$", Currency::Usd),
    ("£", Currency::Gbp),
    ("eur", Currency::Eur),
    ("usd", Currency::Usd),
    ("gbp", Currency::Gbp),
];
