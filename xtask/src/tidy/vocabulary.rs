//! The platform holds no domain word: invariant 1 of ARCHITECTURE.md.

use super::Finding;
use super::tree::Tree;

const PLATFORM: &str = "crates/platform/src/";

/// The words of the product, singular: a plural in `s` or `ies` is found too. Generic words (organisation, group,
/// record) are the platform's own.
const DOMAIN: [&str; 24] = [
    "agreement",
    "ambassador",
    "campaign",
    "commitment",
    "commune",
    "company",
    "consultation",
    "cooperation",
    "epci",
    "governance",
    "indicator",
    "interaction",
    "investment",
    "investor",
    "meeting",
    "mission",
    "project",
    "prospect",
    "prospecting",
    "siren",
    "siret",
    "steering",
    "territory",
    "attractiveness",
];

/// Names and strings of the platform, tests apart: an example has to be about something.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| file.within(PLATFORM) && !file.is_test()) {
        let body = file.body_lines();
        let strings = source.strings.iter().map(|literal| (literal.line, literal.text.as_str()));
        for (line, text) in source.lines().chain(strings).filter(|(line, _)| *line <= body) {
            for word in words(text).filter(|word| DOMAIN.contains(&singular(word).as_str())) {
                findings.push(Finding::error(
                    &file.path,
                    line,
                    format!("the platform names a domain word: {word}"),
                ));
            }
        }
    }
    findings
}

/// The words of identifiers, whether `snake_case` or `CamelCase`.
fn words(text: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
    }
    let words: Vec<String> = spaced.split(|c: char| !c.is_alphabetic()).map(ToOwned::to_owned).collect();
    words.into_iter()
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    word.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> Vec<String> {
        let tree = Tree::of(&[("crates/platform/src/access/mod.rs", code)]);
        check(&tree).into_iter().map(|finding| finding.text).collect()
    }

    #[test]
    fn a_domain_word_is_found_in_a_name_or_a_string() {
        assert_eq!(found("struct InvestmentRow;"), ["the platform names a domain word: investment"]);
        assert_eq!(found("let kind = \"companies\";"), ["the platform names a domain word: companies"]);
    }

    #[test]
    fn a_longer_word_and_a_test_pass() {
        assert!(found("fn permissions(projection: u8) {} // a company").is_empty());
        assert!(found("\n#[cfg(test)]\nmod tests {\n    const KIND: &str = \"company\";\n}\n").is_empty());
    }
}
