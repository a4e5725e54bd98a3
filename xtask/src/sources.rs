//! `cargo xtask coverage-of-sources`: which requirements of the five sources neither a test nor a fact names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::tidy::source::Source;
use crate::tidy::tree::{File, Tree};

const REQUIREMENTS: &str = "docs/requirements.md";
/// The facts that `maillage check` computes, each under the id of its requirement. What they are computed from, and those
/// that wait for a feature, prove nothing.
const FACTS: &str = "crates/maillage/src/demo/facts/computed.rs";
const BROWSER: &str = "tests/browser/";

#[derive(PartialEq)]
struct Requirement {
    id: String,
    title: String,
}

/// Prints the ids with neither test nor fact, then the count by source.
pub fn run(strict: bool) -> Result<()> {
    let missing = missing()?;
    for requirement in &missing {
        println!("{} has neither test nor fact: {}", requirement.id, requirement.title);
    }
    count()?;
    ensure!(!strict || missing.is_empty(), "{} requirements have neither test nor fact", missing.len());
    Ok(())
}

/// Prints how many requirements of each source a test or a fact names.
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
    println!("requirements named by a test or a fact: {}", counts.join(", "));
    Ok(())
}

fn missing() -> Result<Vec<Requirement>> {
    let tree = Tree::read()?;
    let named: BTreeSet<String> = tree.files.iter().flat_map(|file| ids(&proofs(file))).collect();
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

/// What of a file proves something: the names and comments of tests, the ids of facts.
fn proofs(file: &File) -> String {
    if file.path == FACTS {
        return facts(&file.text).join(" ");
    }
    if file.within(BROWSER) && file.name().ends_with(".spec.mjs") {
        return file.text.clone();
    }
    if !(file.within("crates/") && file.is("rs")) {
        return String::new();
    }
    let tests = Source::parse(if file.is_test() { &file.text } else { file.trailing_tests() });
    let comments = tests.comments.iter().map(|comment| comment.text.as_str());
    let names = tests.code.split("fn ").skip(1).filter_map(|rest| rest.split('(').next());
    comments.chain(names).collect::<Vec<_>>().join("\n")
}

/// The first argument of each call of `fact`.
fn facts(text: &str) -> Vec<&str> {
    let calls = text.split("fact(").skip(1);
    calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next()).collect()
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

    fn proved(path: &str, text: &str) -> Vec<String> {
        ids(&proofs(&File::new(path, text))).into_iter().collect()
    }

    #[test]
    fn only_tests_prove() {
        let code = "// S0-01\nfn s0_03() {}\n#[cfg(test)]\nmod tests {\n// S0-02\nfn s0_04_works() { f(\"S0-05\"); }\n}\n";
        assert_eq!(proved("crates/maillage/src/plan/mod.rs", code), ["S0-02", "S0-04"]);
        let tests = "//! S1-01\nfn told() {} // S1-02\nconst SQL: &str = \"S1-03\";\nfn s1_04_is_said() {}\n";
        for path in ["crates/maillage/tests/requests/plan.rs", "crates/maillage/src/plan/tests.rs"] {
            assert_eq!(proved(path, tests), ["S1-01", "S1-02", "S1-04"]);
        }
        assert!(proved("xtask/src/sources.rs", tests).is_empty());
    }

    #[test]
    fn a_fact_proves_and_its_data_do_not() {
        let code = "// S0-01\nconst fn fact(id: &str) {}\nfact(\n    \"S0-02\", \"x\", |s| said(s, \"S0-03\")),\nfact(\"S0-04\"),\n";
        assert_eq!(proved(FACTS, code), ["S0-02", "S0-04"]);
        for path in ["sources.rs", "members.rs", "facts/awaited.rs", "facts/expected/statements.txt"] {
            assert!(proved(&format!("crates/maillage/src/demo/{path}"), code).is_empty(), "{path}");
        }
    }

    #[test]
    fn a_walk_in_the_browser_proves_and_what_serves_it_does_not() {
        assert_eq!(proved("tests/browser/story.spec.mjs", "// S0-10\ntest('S0-11')"), ["S0-10", "S0-11"]);
        assert!(proved("tests/browser/people.mjs", "// S0-10").is_empty());
        assert!(proved("tests/browser/node_modules/a.ts", "// S0-10").is_empty());
    }
}
