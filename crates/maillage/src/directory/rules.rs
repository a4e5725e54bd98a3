//! Pure rules of the directory.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::{normalise, tidy, tidy_lines};
use platform::web::{Faults, address};

use super::categories::category_named;
use super::identifiers::siren_fault;
use super::model::{CompanyInput, Defaults, Family, NewCompany, NewOrganisation, OrganisationInput, Tier};
use crate::reference::country_exists;
use crate::reference::sources::NewProvenance;

/// What follows from a family.
pub const fn defaults(family: Family) -> Defaults {
    match family {
        Family::LocalAuthority | Family::PublicBody | Family::MajorPartner | Family::Attractiveness => {
            Defaults { public: true }
        }
        Family::Company => Defaults { public: false },
    }
}

fn optional(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A company as typed, checked. Every fault is named at once.
pub fn check_company(input: &CompanyInput) -> Result<NewCompany, Faults> {
    let mut faults = Faults::default();
    let (name, city, website) = (tidy(&input.name), tidy(&input.city), tidy(&input.website));
    let activity = tidy_lines(&input.activity);
    let activity_code = tidy(&input.activity_code);
    faults.longer(&[
        ("name", &name, 200),
        ("city", &city, 200),
        ("website", &website, 300),
        ("activity", &activity, 4000),
        ("activity_code", &activity_code, 200),
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
    let website = address(&mut faults, "website", &website);
    let control_country = input.control_country.trim().to_uppercase();
    if !control_country.is_empty() && !country_exists(&control_country) {
        faults.add("control_country", "error-country");
    }
    faults.or(NewCompany {
        name,
        country,
        city: optional(city),
        siren: optional(siren),
        website,
        activity: optional(activity),
        activity_code: optional(activity_code),
        control_country: optional(control_country),
        homonym: input.homonym == "yes",
        fictitious: false,
    })
}

/// A date as a person types it, as precise as it is; a year that is not said is the last.
pub fn stated_date(
    faults: &mut Faults,
    field: &'static str,
    typed: &str,
    (language, today): (Language, Date),
) -> Option<ImpreciseDate> {
    let text = tidy(typed);
    if text.is_empty() {
        return None;
    }
    let read = ImpreciseDate::parse(&text, language, today, MissingYear::Last);
    read.inspect_err(|_| faults.add(field, "error-date-words")).ok()
}

/// From when and until when something holds, as a person types it, in this order.
pub fn stated_span(
    faults: &mut Faults,
    (since, until): (&str, &str),
    said: (Language, Date),
) -> (Option<ImpreciseDate>, Option<ImpreciseDate>) {
    let from = stated_date(faults, "since", since, said);
    let until = stated_date(faults, "until", until, said);
    let begins = from.as_ref().and_then(ImpreciseDate::earliest);
    if begins.zip(until.as_ref()).is_some_and(|(begins, until)| begins > until.latest()) {
        faults.add("until", "error-dates-order");
    }
    (from, until)
}

/// An organisation as typed, checked. Every fault is named at once. A date may be said in words.
pub fn check_organisation(
    input: &OrganisationInput,
    said: (Language, Date),
) -> Result<NewOrganisation, Faults> {
    let company = CompanyInput {
        name: input.name.clone(),
        country: input.country.clone(),
        city: input.city.clone(),
        siren: input.siren.clone(),
        website: input.website.clone(),
        activity: input.activity.clone(),
        activity_code: input.activity_code.clone(),
        control_country: input.control_country.clone(),
        homonym: input.homonym.clone(),
    };
    let (facts, mut faults) = match check_company(&company) {
        Ok(facts) => (Some(facts), Faults::default()),
        Err(faults) => (None, faults),
    };
    let (short_name, outlet) = (tidy(&input.short_name), tidy(&input.outlet));
    let read_at = tidy(&input.address);
    faults.longer(&[("short_name", &short_name, 80), ("outlet", &outlet, 200), ("address", &read_at, 500)]);
    let family = Family::from_key(&input.family);
    let category = category_named(&input.category);
    if family.is_none() {
        faults.add("family", "error-choice");
    }
    match (family, category) {
        (_, None) => faults.add("category", "error-choice"),
        (Some(family), Some(category)) if !category.families.contains(&family) => {
            faults.add("category", "error-category-family");
        }
        _ => {}
    }
    let tier = Tier::from_key(&input.tier);
    if tier.is_none() && !input.tier.is_empty() {
        faults.add("tier", "error-choice");
    }
    if !["network", "owner"].contains(&input.audience.as_str()) {
        faults.add("audience", "error-choice");
    }
    let published = stated_date(&mut faults, "published", &input.published, said);
    let read_at = address(&mut faults, "address", &read_at);
    if outlet.is_empty() && (read_at.is_some() || published.is_some()) {
        faults.add("outlet", "error-outlet");
    }
    let provenance = (!outlet.is_empty()).then(|| NewProvenance {
        outlet: Some(outlet),
        address: read_at,
        published,
        ..NewProvenance::default()
    });
    let (Some(facts), Some(family), Some(category)) = (facts, family, category) else { return Err(faults) };
    faults.or(NewOrganisation {
        facts,
        short_name: optional(short_name),
        family,
        category: category.key,
        tier: tier.or(category.tier),
        network: input.audience == "network",
        provenance,
    })
}

/// Words that do not tell one organisation from another: legal forms, articles.
const COMMON: &[&str] = &[
    "ab",
    "ag",
    "aps",
    "as",
    "asbl",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "eurl",
    "gie",
    "gip",
    "gmbh",
    "group",
    "groupe",
    "holding",
    "inc",
    "kg",
    "kk",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "sci",
    "scop",
    "se",
    "sem",
    "snc",
    "spa",
    "spl",
    "srl",
    "sro",
    "societe",
    "ste",
    "tbk",
    "and",
    "d",
    "de",
    "des",
    "du",
    "et",
    "l",
    "la",
    "le",
    "les",
    "of",
    "the",
    "a",
    "s",
    "o",
    "r",
    "p",
    "z",
];

/// A name without what does not tell it from another, its words in order: what duplicates are proposed by.
pub fn match_key(name: &str) -> String {
    let key = normalise(name);
    let mut words: Vec<&str> = key.split(' ').filter(|word| !COMMON.contains(word)).collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() { key } else { words.join(" ") }
}

/// Sites that many share: they say nothing of who is who.
const SHARED_SITES: &[&str] = &[
    "facebook.com",
    "github.io",
    "gouv.fr",
    "instagram.com",
    "linkedin.com",
    "sites.google.com",
    "wordpress.com",
    "x.com",
];

/// The domain of a site, when it is one's own.
pub fn domain(website: &str) -> Option<String> {
    let (_, rest) = website.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.").to_lowercase();
    let shared = SHARED_SITES.iter().any(|site| host == *site || host.ends_with(&format!(".{site}")));
    (host.contains('.') && !shared).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            website: format!("https://{long}.example"),
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

    fn sound() -> OrganisationInput {
        OrganisationInput {
            name: "Région Sud".into(),
            family: "local-authority".into(),
            category: "region".into(),
            country: "FR".into(),
            audience: "network".into(),
            ..OrganisationInput::default()
        }
    }

    const SAID: (Language, Date) = (Language::French, jiff::civil::date(2021, 2, 2));

    /// S2-12, S4-23: the tier follows from the sub-type unless it is said; what was read keeps its outlet and its date.
    #[test]
    fn an_organisation_is_checked_as_a_whole() {
        let new = check_organisation(&sound(), SAID).unwrap();
        assert_eq!(
            (new.tier, new.category, new.provenance.is_none()),
            (Some(Tier::Regional), "region", true)
        );
        let input = OrganisationInput {
            tier: "national".into(),
            outlet: "Industrie Mag".into(),
            published: "mars 2019".into(),
            ..sound()
        };
        let new = check_organisation(&input, SAID).unwrap();
        let read = new.provenance.unwrap();
        assert_eq!((new.tier, read.outlet.as_deref()), (Some(Tier::National), Some("Industrie Mag")));
        assert_eq!(read.published.unwrap().latest(), jiff::civil::date(2019, 3, 31));
        let wrong = OrganisationInput {
            category: "firm".into(),
            tier: "galactic".into(),
            audience: String::new(),
            address: "https://exemple.fr".into(),
            published: "un jour".into(),
            siren: "1".into(),
            ..sound()
        };
        let faults = check_organisation(&wrong, SAID).unwrap_err().0;
        let named: Vec<_> = faults.iter().map(|fault| (fault.field, fault.message)).collect();
        assert_eq!(
            named,
            [
                ("siren", "error-siren-length"),
                ("category", "error-category-family"),
                ("tier", "error-choice"),
                ("audience", "error-choice"),
                ("published", "error-date-words"),
                ("outlet", "error-outlet"),
            ]
        );
    }

    #[test]
    fn names_are_compared_without_their_legal_form() {
        for (one, other) in [
            ("Ostrava Thermal a.s.", "OSTRAVA THERMAL"),
            ("Société Qomutez", "Qomutez SAS"),
            ("La Banque des Territoires", "Banque des territoires"),
            ("Müller GmbH & Co. KG", "Muller"),
        ] {
            assert_eq!(match_key(one), match_key(other), "{one}");
        }
        assert_ne!(match_key("Rising Sud"), match_key("Rising Nord"));
        assert_eq!(match_key("SA"), "sa");
    }

    #[test]
    fn a_shared_site_says_nothing() {
        assert_eq!(domain("https://www.Qomutez.example/fr?x=1").as_deref(), Some("qomutez.example"));
        for shared in
            ["https://fr.linkedin.com/company/x", "https://prefecture.gouv.fr", "https://localhost", "x"]
        {
            assert_eq!(domain(shared), None, "{shared}");
        }
    }
}
