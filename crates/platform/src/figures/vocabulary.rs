//! The words of figures, as data: one table per language and sort. Phrases are
//! lower case, without accents, tokens separated by one space (`plus d'`).

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
    /// The decimal mark.
    pub decimal: &'static str,
    /// What may group thousands besides a blank.
    pub group: Option<&'static str>,
}

pub(super) fn of(language: Language) -> &'static Vocabulary {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

/// Powers of ten written before or after a currency: `M€`, `€3bn`.
pub(super) const ABBREVIATIONS: Table<u32> = &[
    ("k", 3),
    ("m", 6),
    ("mn", 6),
    ("mio", 6),
    ("md", 9),
    ("mds", 9),
    ("mrd", 9),
    ("bn", 9),
];

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

const FRENCH: Vocabulary = Vocabulary {
    before: &[
        ("plus de", Qualifier::MoreThan),
        ("plus d'", Qualifier::MoreThan),
        ("au dela de", Qualifier::MoreThan),
        ("au - dela de", Qualifier::MoreThan),
        (">", Qualifier::MoreThan),
        ("au moins", Qualifier::AtLeast),
        ("au minimum", Qualifier::AtLeast),
        ("minimum", Qualifier::AtLeast),
        ("a partir de", Qualifier::AtLeast),
        ("≥", Qualifier::AtLeast),
        ("moins de", Qualifier::LessThan),
        ("moins d'", Qualifier::LessThan),
        ("<", Qualifier::LessThan),
        ("au plus", Qualifier::AtMost),
        ("au maximum", Qualifier::AtMost),
        ("maximum", Qualifier::AtMost),
        ("jusqu' a", Qualifier::AtMost),
        ("≤", Qualifier::AtMost),
        ("pres de", Qualifier::Nearly),
        ("pres d'", Qualifier::Nearly),
        ("presque", Qualifier::Nearly),
        ("quasiment", Qualifier::Nearly),
        ("environ", Qualifier::About),
        ("autour de", Qualifier::About),
        ("autour d'", Qualifier::About),
        ("aux alentours de", Qualifier::About),
        ("de l' ordre de", Qualifier::About),
        ("de l' ordre d'", Qualifier::About),
        ("a peu pres", Qualifier::About),
        ("plus ou moins", Qualifier::About),
        ("quelque", Qualifier::About),
        ("~", Qualifier::About),
        ("≈", Qualifier::About),
    ],
    after: &[
        ("au moins", Qualifier::AtLeast),
        ("au minimum", Qualifier::AtLeast),
        ("minimum", Qualifier::AtLeast),
        ("ou plus", Qualifier::AtLeast),
        ("et plus", Qualifier::AtLeast),
        ("au plus", Qualifier::AtMost),
        ("au maximum", Qualifier::AtMost),
        ("maximum", Qualifier::AtMost),
        ("ou moins", Qualifier::AtMost),
        ("environ", Qualifier::About),
    ],
    between: &[("entre", "et"), ("de", "a")],
    to: &[("a", ()), ("-", ())],
    numbers: &[
        ("un", 1),
        ("une", 1),
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
        ("cinq", 5),
        ("six", 6),
        ("sept", 7),
        ("huit", 8),
        ("neuf", 9),
        ("dix", 10),
        ("onze", 11),
        ("douze", 12),
        ("treize", 13),
        ("quatorze", 14),
        ("quinze", 15),
        ("seize", 16),
        ("dix - sept", 17),
        ("dix - huit", 18),
        ("dix - neuf", 19),
        ("vingt", 20),
        ("trente", 30),
        ("quarante", 40),
        ("cinquante", 50),
        ("soixante", 60),
        ("cent", 100),
        ("mille", 1000),
    ],
    collectives: &[
        ("une dizaine", 10),
        ("une douzaine", 12),
        ("une quinzaine", 15),
        ("une vingtaine", 20),
        ("une trentaine", 30),
        ("une quarantaine", 40),
        ("une cinquantaine", 50),
        ("une soixantaine", 60),
        ("une centaine", 100),
        ("un millier", 1000),
    ],
    articles: &[],
    multipliers: &[
        ("cent", 2),
        ("cents", 2),
        ("mille", 3),
        ("millier", 3),
        ("milliers", 3),
        ("million", 6),
        ("millions", 6),
        ("milliard", 9),
        ("milliards", 9),
    ],
    currencies: &[
        ("euros", Currency::Eur),
        ("euro", Currency::Eur),
        ("dollars", Currency::Usd),
        ("dollar", Currency::Usd),
        ("livres sterling", Currency::Gbp),
        ("livre sterling", Currency::Gbp),
    ],
    links: &[("de", ()), ("d'", ())],
    decimal: ",",
    group: None,
};

const ENGLISH: Vocabulary = Vocabulary {
    before: &[
        ("more than", Qualifier::MoreThan),
        ("over", Qualifier::MoreThan),
        ("above", Qualifier::MoreThan),
        ("in excess of", Qualifier::MoreThan),
        (">", Qualifier::MoreThan),
        ("at least", Qualifier::AtLeast),
        ("a minimum of", Qualifier::AtLeast),
        ("no fewer than", Qualifier::AtLeast),
        ("no less than", Qualifier::AtLeast),
        ("≥", Qualifier::AtLeast),
        ("fewer than", Qualifier::LessThan),
        ("less than", Qualifier::LessThan),
        ("under", Qualifier::LessThan),
        ("below", Qualifier::LessThan),
        ("<", Qualifier::LessThan),
        ("at most", Qualifier::AtMost),
        ("up to", Qualifier::AtMost),
        ("no more than", Qualifier::AtMost),
        ("a maximum of", Qualifier::AtMost),
        ("≤", Qualifier::AtMost),
        ("nearly", Qualifier::Nearly),
        ("almost", Qualifier::Nearly),
        ("close to", Qualifier::Nearly),
        ("about", Qualifier::About),
        ("around", Qualifier::About),
        ("some", Qualifier::About),
        ("roughly", Qualifier::About),
        ("approximately", Qualifier::About),
        ("circa", Qualifier::About),
        ("~", Qualifier::About),
        ("≈", Qualifier::About),
    ],
    after: &[
        ("at least", Qualifier::AtLeast),
        ("minimum", Qualifier::AtLeast),
        ("or more", Qualifier::AtLeast),
        ("at most", Qualifier::AtMost),
        ("maximum", Qualifier::AtMost),
        ("or less", Qualifier::AtMost),
        ("or fewer", Qualifier::AtMost),
        ("or so", Qualifier::About),
        ("approximately", Qualifier::About),
    ],
    between: &[("between", "and"), ("from", "to")],
    to: &[("to", ()), ("-", ())],
    numbers: &[
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("one hundred", 100),
        ("one thousand", 1000),
    ],
    collectives: &[("a dozen", 12)],
    articles: &[("a", ()), ("an", ())],
    multipliers: &[
        ("hundred", 2),
        ("thousand", 3),
        ("million", 6),
        ("millions", 6),
        ("billion", 9),
        ("billions", 9),
    ],
    currencies: &[
        ("euros", Currency::Eur),
        ("euro", Currency::Eur),
        ("dollars", Currency::Usd),
        ("dollar", Currency::Usd),
        ("pounds", Currency::Gbp),
        ("pound", Currency::Gbp),
    ],
    links: &[("of", ())],
    decimal: ".",
    group: Some(","),
};
