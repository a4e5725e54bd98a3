//! Countries, by their ISO 3166 code.

use std::sync::LazyLock;

use platform::i18n::Language;
use platform::text::normalise;

/// A country.
#[derive(Clone, Debug)]
struct Country {
    code: String,
    number: String,
    french: String,
    english: String,
}

/// Reference data, read once: it never changes while the program runs.
static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../../../../data/world/pays.csv").as_bytes());
    let rows = reader.records().filter_map(Result::ok);
    rows.map(|row| Country {
        code: row[0].to_owned(),
        number: row[2].to_owned(),
        french: row[3].to_owned(),
        english: row[6].to_owned(),
    })
    .collect()
});

/// The code of every country.
pub fn country_codes() -> impl Iterator<Item = &'static str> {
    COUNTRIES.iter().map(|country| country.code.as_str())
}

/// Whether this code is a country's.
pub fn country_exists(code: &str) -> bool {
    COUNTRIES.iter().any(|country| country.code == code)
}

/// The code of the country that bears this ISO 3166 number, in three digits.
pub fn by_number(number: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|country| country.number == number).map(|country| country.code.as_str())
}

/// The name of a country in a language; the code itself when it is unknown.
pub fn country_name(code: &str, language: Language) -> &str {
    COUNTRIES.iter().find(|country| country.code == code).map_or(code, |country| match language {
        Language::French => &country.french,
        Language::English => &country.english,
    })
}

/// Every country, sorted by its name in a language: code and name.
pub fn countries(language: Language) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<(&str, &str)> = COUNTRIES
        .iter()
        .map(|country| {
            let name = match language {
                Language::French => &country.french,
                Language::English => &country.english,
            };
            (country.code.as_str(), name.as_str())
        })
        .collect();
    all.sort_by_cached_key(|(_, name)| normalise(name));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_a_name_in_both_languages() {
        assert_eq!(COUNTRIES.len(), 250);
        assert_eq!(
            (country_name("CZ", Language::English), country_name("DE", Language::French)),
            ("Czech Republic", "Allemagne")
        );
        let french = countries(Language::French);
        let at = |code: &str| french.iter().position(|(known, _)| *known == code).unwrap();
        assert!(at("EG") < at("ES") && at("ES") < at("EE"), "Égypte, Espagne, Estonie");
    }
}
