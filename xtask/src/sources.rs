//! `cargo xtask coverage-of-sources`: which requirements of the five sources no test names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::tidy::tree::{File, Tree};

const REQUIREMENTS: &str = "docs/requirements.md";
/// The facts that `maillage check` recomputes live with the demonstration set.
const FACTS: &str = "crates/maillage/src/demo/";

#[derive(PartialEq)]
struct Requirement {
    id: String,
    title: String,
}

/// Prints the ids without a test, then the count by source.
pub fn run(strict: bool) -> Result<()> {
    let missing = missing()?;
    for requirement in &missing {
        println!("{} has no test: {}", requirement.id, requirement.title);
    }
    count()?;
    ensure!(!strict || missing.is_empty(), "{} requirements have no test", missing.len());
    Ok(())
}

/// Prints how many requirements of each source a test names.
pub fn count() -> Result<()> {
    let missing = missing()?;
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for requirement in listed()? {
        let (proved, all) = counts.entry(requirement.id[..2].to_owned()).or_default();
        *all += 1;
        *proved += usize::from(!missing.contains(&requirement));
    }
    let counts: Vec<String> =
        counts.iter().map(|(source, (proved, all))| format!("{source} {proved}/{all}")).collect();
    println!("requirements named by a test: {}", counts.join(", "));
    Ok(())
}

fn missing() -> Result<Vec<Requirement>> {
    let tree = Tree::read()?;
    let named: BTreeSet<String> = tree.files.iter().flat_map(|file| ids(proofs(file))).collect();
    Ok(listed()?.into_iter().filter(|requirement| !named.contains(&requirement.id)).collect())
}

fn listed() -> Result<Vec<Requirement>> {
    let list = fs::read_to_string(REQUIREMENTS).with_context(|| format!("{REQUIREMENTS} is missing"))?;
    let requirements = requirements(&list);
    ensure!(!requirements.is_empty(), "{REQUIREMENTS} names no requirement");
    Ok(requirements)
}

/// The rows `| S0-01 | MUST | title |`; a dash for level says that nothing is required.
fn requirements(list: &str) -> Vec<Requirement> {
    list.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [id, level, title] = cells[..] else { return None };
            let required = ids(id).contains(id) && level != "—";
            required.then(|| Requirement { id: id.to_owned(), title: title.to_owned() })
        })
        .collect()
}

/// The part of a file that proves something.
fn proofs(file: &File) -> &str {
    let rust = file.path.starts_with("crates/") && file.is("rs");
    let whole = (rust && (file.is_test() || file.path.starts_with(FACTS)))
        || (file.path.starts_with("tests/") && file.is("ts"));
    if whole {
        return &file.text;
    }
    if rust { file.trailing_tests() } else { "" }
}

/// Identifiers as people write them (S0-08) and as functions are named (`s0_08_…`).
fn ids(text: &str) -> BTreeSet<String> {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len().saturating_sub(4)).filter(|&at| {
        let [letter, source, dash, tens, units] = bytes[at..at + 5] else { return false };
        let before = at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
        let after = bytes.get(at + 5).is_none_or(|after| !after.is_ascii_digit());
        let shape =
            letter.eq_ignore_ascii_case(&b'S') && (b'0'..=b'4').contains(&source) && b"-_".contains(&dash);
        before && after && shape && tens.is_ascii_digit() && units.is_ascii_digit()
    });
    starts.map(|at| text[at..at + 5].to_uppercase().replace('_', "-")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_comments_and_in_names() {
        let found: Vec<String> =
            ids("// S0-08, S1-21.\nfn s3_10_targets() {} ZS1-01 S1-011 S9-01").into_iter().collect();
        assert_eq!(found, ["S0-08", "S1-21", "S3-10"]);
    }

    #[test]
    fn a_row_with_a_dash_requires_nothing() {
        let list = "| ID | Level | Title |\n| S0-01 | MUST | A meeting |\n| S4-24 | — | Page furniture |\n";
        let found: Vec<String> = requirements(list).into_iter().map(|requirement| requirement.id).collect();
        assert_eq!(found, ["S0-01"]);
    }

    #[test]
    fn only_tests_prove() {
        let file = File::new(
            "crates/maillage/src/plan/mod.rs",
            "// S0-01\n#[cfg(test)]\nmod tests {\n// S0-02\n}\n",
        );
        assert!(!proofs(&file).contains("S0-01"));
        assert!(proofs(&file).contains("S0-02"));
    }
}
