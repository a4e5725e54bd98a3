//! The sub-types of organisation, as a table: in which families each is usual, and the tier of government that follows.

use super::model::{Family, Tier};
use Family::{Attractiveness, Company, LocalAuthority, MajorPartner, PublicBody};

/// A sub-type of organisation.
#[derive(Clone, Copy, Debug)]
pub struct Category {
    /// Its key, in forms, in the API and in translations.
    pub key: &'static str,
    /// The families that it is found in, the usual one first (S0-09 to S0-13).
    pub families: &'static [Family],
    /// The tier of government that it belongs to, when it is one (S2-12).
    pub tier: Option<Tier>,
}

const fn category(key: &'static str, families: &'static [Family], tier: Option<Tier>) -> Category {
    Category { key, families, tier }
}

/// Every sub-type, family by family. The list of S2-13 is open, and so is this one: `other` is in each family.
pub const CATEGORIES: &[Category] = &[
    category("region", &[LocalAuthority], Some(Tier::Regional)),
    category("departement", &[LocalAuthority], Some(Tier::Departmental)),
    category("metropolis", &[LocalAuthority], Some(Tier::Intermunicipal)),
    category("intercommunality", &[LocalAuthority], Some(Tier::Intermunicipal)),
    category("municipality", &[LocalAuthority], Some(Tier::Municipal)),
    category("foreign-city", &[LocalAuthority], Some(Tier::Municipal)),
    category("foreign-region", &[LocalAuthority], Some(Tier::Regional)),
    category("local-agency", &[LocalAuthority, Attractiveness], None),
    category("development", &[PublicBody], None),
    category("land", &[PublicBody], None),
    category("transport", &[PublicBody], None),
    category("port", &[PublicBody], None),
    category("airport", &[PublicBody, Company], None),
    category("cluster", &[PublicBody], None),
    category("planning", &[PublicBody], None),
    category("tourism", &[PublicBody, Attractiveness], None),
    category("university", &[PublicBody, MajorPartner], None),
    category("research", &[PublicBody, MajorPartner], None),
    category("prefecture", &[MajorPartner], Some(Tier::National)),
    category("ministry", &[MajorPartner], Some(Tier::National)),
    category("diplomatic", &[MajorPartner], Some(Tier::National)),
    category("operator", &[MajorPartner, PublicBody], Some(Tier::National)),
    category("chamber", &[MajorPartner], None),
    category("employers", &[MajorPartner], None),
    category("international", &[MajorPartner], Some(Tier::Supranational)),
    category("agency", &[Attractiveness], None),
    category("foreign-agency", &[Attractiveness], Some(Tier::National)),
    category("local-office", &[Attractiveness, MajorPartner], None),
    category("association", &[Attractiveness, PublicBody, MajorPartner, Company], None),
    category("network", &[Attractiveness, PublicBody, MajorPartner, LocalAuthority], None),
    category("firm", &[Company], None),
    category("investor", &[Company], None),
    category("media", &[Company], None),
    category("other", &[LocalAuthority, PublicBody, MajorPartner, Attractiveness, Company], None),
];

/// The sub-type that bears this key.
pub fn category_named(key: &str) -> Option<&'static Category> {
    CATEGORIES.iter().find(|category| category.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S0-09 to S0-13: each family has its sub-types, and S2-13's actors are among them.
    #[test]
    fn each_family_has_sub_types() {
        for family in Family::ALL {
            let own = CATEGORIES.iter().filter(|one| one.families[0] == *family).count();
            assert!(own >= 2, "{family:?} has {own}");
        }
        for key in ["agency", "firm", "employers", "chamber", "cluster"] {
            assert!(category_named(key).is_some(), "{key}");
        }
    }

    /// S2-12: what governs has its tier.
    #[test]
    fn authorities_have_a_tier() {
        for category in CATEGORIES.iter().filter(|one| one.families == [Family::LocalAuthority]) {
            assert!(category.tier.is_some(), "{}", category.key);
        }
        assert_eq!(category_named("firm").unwrap().tier, None);
    }

    #[test]
    fn a_key_is_used_once() {
        let mut keys: Vec<&str> = CATEGORIES.iter().map(|category| category.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), CATEGORIES.len());
    }
}
