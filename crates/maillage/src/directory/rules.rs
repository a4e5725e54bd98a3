//! Pure rules of the directory.

use platform::text::{tidy, tidy_lines};
use platform::web::Faults;

use super::model::{CompanyInput, Defaults, Family, NewCompany};
use crate::reference::country_exists;

/// What follows from a family.
pub const fn defaults(family: Family) -> Defaults {
    match family {
        Family::LocalAuthority | Family::PublicBody | Family::MajorPartner | Family::Attractiveness => {
            Defaults { public: true }
        }
        Family::Company => Defaults { public: false },
    }
}

/// La Poste numbers its establishments before the Luhn key existed: its digits add up to a multiple of five.
const LA_POSTE: &str = "356000000";

/// What is wrong with a SIREN, as a message key; nothing when it is right. Spaces are forgiven.
pub fn siren_fault(siren: &str) -> Option<&'static str> {
    if !siren.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("error-siren-digits");
    }
    match siren.len() {
        9 if siren == LA_POSTE || luhn(siren) => None,
        9 => Some("error-siren-key"),
        _ => Some("error-siren-length"),
    }
}

/// The key of ISO/IEC 7812, from the right.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            let weighed = if place % 2 == 1 { digit * 2 } else { digit };
            weighed / 10 + weighed % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

fn optional(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A company as typed, checked. Every fault is named at once.
pub fn check_company(input: &CompanyInput) -> Result<NewCompany, Faults> {
    let mut faults = Faults::default();
    let (name, city, website) = (tidy(&input.name), tidy(&input.city), tidy(&input.website));
    let activity = tidy_lines(&input.activity);
    faults.longer(&[
        ("name", &name, 200),
        ("city", &city, 200),
        ("website", &website, 300),
        ("activity", &activity, 4000),
    ]);
    if name.is_empty() {
        faults.add("name", "error-required");
    }
    let country = input.country.trim().to_uppercase();
    if country.is_empty() {
        faults.add("country", "error-required");
    } else if !country_exists(&country) {
        faults.add("country", "error-country");
    }
    let siren: String =
        input.siren.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}').collect();
    if !siren.is_empty()
        && let Some(fault) = siren_fault(&siren)
    {
        faults.add_with("siren", fault, "count", &siren.chars().count());
    }
    let website =
        if website.is_empty() || website.contains("://") { website } else { format!("https://{website}") };
    let address = website.starts_with("https://") || website.starts_with("http://");
    if !website.is_empty() && !address {
        faults.add("website", "error-website");
    }
    let control_country = input.control_country.trim().to_uppercase();
    if !control_country.is_empty() && !country_exists(&control_country) {
        faults.add("control_country", "error-country");
    }
    faults.or(NewCompany {
        name,
        country,
        city: optional(city),
        siren: optional(siren),
        website: optional(website),
        activity: optional(activity),
        control_country: optional(control_country),
        homonym: input.homonym == "yes",
        fictitious: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siren_has_nine_digits_and_a_key() {
        for (siren, fault) in [
            ("552100554", None),
            ("356000000", None),
            ("55210055", Some("error-siren-length")),
            ("552100555", Some("error-siren-key")),
            ("55210055A", Some("error-siren-digits")),
        ] {
            assert_eq!(siren_fault(siren), fault, "{siren}");
        }
    }

    /// S0-13: the rules of private members differ from those of public ones.
    #[test]
    fn private_members_have_other_defaults() {
        assert_ne!(defaults(Family::Company), defaults(Family::LocalAuthority));
        assert!(Family::ALL.iter().filter(|family| defaults(**family).public).count() == 4);
    }

    #[test]
    fn every_fault_of_a_company_is_named_at_once() {
        let input = CompanyInput {
            country: "ZZ".into(),
            siren: "123".into(),
            website: "ftp://x".into(),
            ..CompanyInput::default()
        };
        let faults = check_company(&input).unwrap_err();
        assert_eq!(
            faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>(),
            ["name", "country", "siren", "website"]
        );
        let long = "x".repeat(5000);
        let input = CompanyInput {
            name: long.clone(),
            country: "FR".into(),
            city: long.clone(),
            website: long.clone(),
            activity: long,
            ..CompanyInput::default()
        };
        let faults = check_company(&input).unwrap_err().0;
        assert!(faults.len() == 4 && faults.iter().all(|fault| fault.message == "error-too-long"));
        let input = CompanyInput {
            name: " Ostrava  Thermal ".into(),
            country: "cz".into(),
            website: "example.cz".into(),
            ..CompanyInput::default()
        };
        let company = check_company(&input).unwrap();
        assert_eq!(
            (company.name.as_str(), company.country.as_str(), company.website.as_deref()),
            ("Ostrava Thermal", "CZ", Some("https://example.cz"))
        );
    }
}
