//! The sectors, as data: each with the other words by which people call it, in both languages (S1-06). A project is found by
//! any of them, and a form or the API reads any of them as the sector.

use platform::i18n::Language;
use platform::text::normalise;

/// A sector.
#[derive(Debug)]
pub struct Sector {
    /// Its key.
    pub key: &'static str,
    /// Its name, then its other names, in French.
    pub french: &'static [&'static str],
    /// The same in English.
    pub english: &'static [&'static str],
}

const fn sector(
    key: &'static str,
    french: &'static [&'static str],
    english: &'static [&'static str],
) -> Sector {
    Sector { key, french, english }
}

/// Every sector, in the order in which they are offered.
pub const ALL: &[Sector] = &[
    sector(
        "agrifood",
        &["agroalimentaire", "agro-industrie", "alimentation"],
        &["agrifood", "food processing", "foodtech"],
    ),
    sector(
        "aerospace",
        &["aéronautique et spatial", "aérospatial", "drones"],
        &["aerospace", "aviation", "space"],
    ),
    sector("automotive", &["automobile", "mobilité", "véhicules"], &["automotive", "mobility", "vehicles"]),
    sector(
        "biotech",
        &["biotechnologies", "sciences de la vie"],
        &["biotech", "biotechnology", "life sciences"],
    ),
    sector(
        "chemistry",
        &["chimie", "pétrochimie", "matériaux"],
        &["chemistry", "chemicals", "petrochemicals"],
    ),
    sector(
        "digital",
        &["numérique", "TIC", "informatique", "logiciel", "intelligence artificielle"],
        &["digital", "high-tech", "ICT", "software", "artificial intelligence"],
    ),
    sector("energy", &["énergie", "hydrogène", "fusion", "nucléaire"], &["energy", "hydrogen", "power"]),
    sector(
        "finance",
        &["finance", "secteur financier", "banque", "assurance"],
        &["finance", "banking", "insurance", "fintech"],
    ),
    sector(
        "greentech",
        &["éco-activités", "environnement", "économie circulaire", "recyclage"],
        &["greentech", "cleantech", "environment", "circular economy"],
    ),
    sector(
        "health",
        &["santé", "médical", "pharmacie"],
        &["health", "healthcare", "medtech", "pharmaceuticals"],
    ),
    sector(
        "logistics",
        &["logistique", "transport", "entreposage"],
        &["logistics", "warehousing", "freight"],
    ),
    sector(
        "luxury",
        &["mode, design et luxe", "mode", "design", "cosmétique"],
        &["fashion, design and luxury", "fashion", "cosmetics"],
    ),
    sector(
        "mechanics",
        &["mécanique", "métallurgie", "machines"],
        &["mechanics", "mechanical engineering", "metalworking", "machinery"],
    ),
    sector(
        "social-economy",
        &["économie sociale et solidaire", "ESS", "insertion"],
        &["social economy", "social enterprise"],
    ),
    sector(
        "tourism",
        &["tourisme", "tourisme d’affaires", "congrès", "hôtellerie"],
        &["tourism", "business travel", "conventions", "hospitality"],
    ),
    sector("other", &["autre"], &["other"]),
];

/// Their keys.
pub const SECTORS: &[&str] = &{
    let mut keys = [""; ALL.len()];
    let mut at = 0;
    while at < ALL.len() {
        keys[at] = ALL[at].key;
        at += 1;
    }
    keys
};

/// The sector that a word or a key names, whatever its capitals and accents.
pub fn named(text: &str) -> Option<&'static str> {
    let asked = normalise(text);
    let called = |sector: &&Sector| sector.key == text || sector.words().any(|word| normalise(word) == asked);
    ALL.iter().find(called).map(|sector| sector.key)
}

/// The words under which a project of a sector is found; none for that of everything else.
pub fn searched(key: &str) -> String {
    let own = ALL.iter().find(|sector| sector.key == key && sector.key != "other");
    own.map(|sector| sector.words().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

/// The other words of a sector, as a form offers them.
pub fn others(key: &str, language: Language) -> Vec<&'static str> {
    let own = ALL.iter().find(|sector| sector.key == key);
    let words = own.map(|sector| match language {
        Language::French => sector.french,
        Language::English => sector.english,
    });
    words.into_iter().flatten().skip(1).copied().collect()
}

impl Sector {
    fn words(&self) -> impl Iterator<Item = &'static str> {
        self.french.iter().chain(self.english).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_word_names_one_sector() {
        let mut known = BTreeMap::new();
        for sector in ALL {
            for word in sector.words() {
                let before = known.insert(normalise(word), sector.key);
                assert!(before.is_none_or(|before| before == sector.key), "{word} names two sectors");
            }
        }
        for (word, key) in [
            ("High-Tech", "digital"),
            ("TIC", "digital"),
            ("sante", "health"),
            ("greentech", "greentech"),
            ("ESS", "social-economy"),
        ] {
            assert_eq!(named(word), Some(key), "{word}");
        }
        assert_eq!(named("lune"), None);
        assert_eq!(searched("other"), "");
        assert!(searched("biotech").contains("sciences de la vie"));
    }
}
