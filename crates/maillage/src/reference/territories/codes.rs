//! What a code names, as people type it: an INSEE code, a SIREN, the number of a département, or an identifier.

use super::model::{TerritoryId, TerritoryKind};

/// The communes that have municipal arrondissements, with the first and the last code of these. INSEE numbers them among
/// the communes, and they are none: their people are counted in the commune.
const DIVIDED: [(&str, &str, &str); 3] =
    [("75056", "75101", "75120"), ("69123", "69381", "69389"), ("13055", "13201", "13216")];

/// What a code names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// A territory, by its identifier.
    Id(TerritoryId),
    /// A grouping or a commune, by its SIREN.
    Siren(String),
}

/// What a code names; none when it is no code.
pub fn code(text: &str) -> Option<Code> {
    let upper = text.to_uppercase();
    let digits = upper.bytes().all(|byte| byte.is_ascii_digit());
    match upper.len() {
        9 if digits => Some(Code::Siren(upper)),
        5 if is_insee(&upper) => Some(Code::Id(insee(&upper))),
        2 | 3 if digits || matches!(upper.as_str(), "2A" | "2B") => {
            Some(Code::Id(TerritoryId::new(TerritoryKind::Departement, &upper)))
        }
        // The kind is in small letters, the code in capitals.
        _ => {
            let (kind, code) = upper.split_once('-')?;
            format!("{}-{code}", kind.to_lowercase()).parse().ok().map(Code::Id)
        }
    }
}

/// The territory of an INSEE code: a commune, or a municipal arrondissement.
pub fn insee(code: &str) -> TerritoryId {
    let kind = if divided(code).is_some() { TerritoryKind::Arrondissement } else { TerritoryKind::Commune };
    TerritoryId::new(kind, code)
}

/// Five characters: digits, or `2A` and `2B` before three digits.
pub fn is_insee(code: &str) -> bool {
    let rest = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B")).unwrap_or(code);
    code.len() == 5 && rest.bytes().all(|byte| byte.is_ascii_digit())
}

/// The commune of which this is the code of a municipal arrondissement.
pub fn divided(code: &str) -> Option<&'static str> {
    let within = |(_, first, last): &&(&str, &str, &str)| code.len() == 5 && (*first..=*last).contains(&code);
    DIVIDED.iter().find(within).map(|(commune, ..)| *commune)
}

/// Whether a commune has municipal arrondissements.
pub fn divides(commune: &str) -> bool {
    DIVIDED.iter().any(|(known, ..)| *known == commune)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_a_territory() {
        let id = |text: &str| Some(Code::Id(text.parse().unwrap()));
        for (text, named) in [
            ("25388", id("commune-25388")),
            ("2a004", id("commune-2A004")),
            ("2A", id("departement-2A")),
            ("971", id("departement-971")),
            ("200069052", Some(Code::Siren("200069052".into()))),
            ("EPCI-200069052", id("epci-200069052")),
            ("COMMUNE-2A004", id("commune-2A004")),
            ("Arles", None),
            ("1304", None),
            ("canton-1301", None),
        ] {
            assert_eq!(code(text), named, "{text}");
        }
    }

    /// S4-08: those of Paris, Lyon and Marseille, and no commune beside them.
    #[test]
    fn a_municipal_arrondissement_is_told_from_a_commune() {
        for (code, commune) in [
            ("75101", Some("75056")),
            ("75120", Some("75056")),
            ("69389", Some("69123")),
            ("13201", Some("13055")),
            ("13216", Some("13055")),
            ("75056", None),
            ("69380", None),
            ("69123", None),
            ("13217", None),
            ("1320", None),
        ] {
            assert_eq!(divided(code), commune, "{code}");
        }
        assert_eq!(insee("75112").to_string(), "arrondissement-75112");
        assert_eq!("commune-75112".parse::<TerritoryId>(), Ok(insee("75112")), "as it was numbered once");
        assert!(divides("69123") && !divides("69381"));
    }
}
