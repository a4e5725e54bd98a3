//! What may stand where: engine names, SQL, and `storage` seen from its feature alone.

use super::Finding;
use super::source::Source;
use super::tree::{File, Tree};

const ENGINES: [&str; 2] = ["sqlite", "postgres"];
/// Where an engine may be named: the facade, the macro that runs a test on both, the bench's floor, and the settings,
/// since the address that an operator writes begins with its engine.
const MAY_NAME_ENGINES: [&str; 4] =
    ["crates/platform/src/database/", "crates/macros/", "crates/bench/", "crates/maillage/src/settings.rs"];
/// Where SQL may stand besides `storage.rs` and `storage/`.
const MAY_HOLD_SQL: [&str; 2] = ["crates/platform/src/database/", "crates/bench/"];

/// A statement begins with the first word and holds the second.
const STATEMENTS: [(&str, &str); 9] = [
    ("select ", " from "),
    ("insert into ", ""),
    ("update ", " set "),
    ("delete from ", ""),
    ("with ", " as ("),
    ("create table ", ""),
    ("create index ", ""),
    ("drop table ", ""),
    ("alter table ", ""),
];

/// Only `platform/database` names an engine. Comments may, and tests, which run on each.
pub fn engines(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in products(tree, &MAY_NAME_ENGINES) {
        let strings = source.strings.iter().map(|literal| (literal.line, literal.text.as_str()));
        let body = file.body_lines();
        for (line, text) in source.lines().chain(strings).filter(|(line, _)| *line <= body) {
            let text = text.to_lowercase();
            for engine in ENGINES.iter().filter(|engine| text.contains(**engine)) {
                findings.push(Finding::error(
                    &file.path,
                    line,
                    format!("only platform/database names {engine}"),
                ));
            }
        }
    }
    findings
}

/// SQL stands only in storage and migrations. Tests may look behind the verbs.
pub fn sql(tree: &Tree) -> Vec<Finding> {
    let storage = |file: &File| file.name() == "storage.rs" || file.path.contains("/storage/");
    let mut findings = Vec::new();
    for (file, source) in products(tree, &MAY_HOLD_SQL).filter(|(file, _)| !storage(file)) {
        let body = file.body_lines();
        for literal in source.strings.iter().filter(|literal| literal.line <= body && is_sql(&literal.text)) {
            findings.push(Finding::error(
                &file.path,
                literal.line,
                "SQL stands in storage.rs: move it there",
            ));
        }
    }
    findings
}

/// The Rust files outside these places, tests apart.
fn products<'a>(tree: &'a Tree, places: &'a [&str]) -> impl Iterator<Item = (&'a File, &'a Source)> {
    tree.rust().filter(|(file, _)| !file.is_test() && !places.iter().any(|place| file.within(place)))
}

fn is_sql(text: &str) -> bool {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    STATEMENTS.iter().any(|(first, second)| text.starts_with(first) && text.contains(second))
}

/// `mod storage;` and nothing wider.
pub fn storage(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust() {
        for (line, code) in source.lines().filter(|(_, code)| code.contains("mod storage")) {
            if code.trim_start().starts_with("pub") {
                let advice =
                    "storage is private to its feature: write `mod storage;` and give a verb in mod.rs";
                findings.push(Finding::error(&file.path, line, advice));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEATURE: &str = "crates/maillage/src/plan/mod.rs";

    #[test]
    fn an_engine_named_elsewhere_is_found() {
        let code = "use rusqlite::Row; // SQLite in a comment is fine\nlet url = \"postgres://\";\n";
        let found: Vec<usize> =
            engines(&Tree::of(&[(FEATURE, code)])).iter().map(|finding| finding.line).collect();
        assert_eq!(found, [1, 2]);
        assert!(engines(&Tree::of(&[("crates/platform/src/database/mod.rs", code)])).is_empty());
    }

    #[test]
    fn sql_outside_storage_is_found() {
        let code = "query(\"\\n  Select id\n from plan\"); text(\"Select a plan\"); say(\"update the set\");";
        let code = code.replace("\\n", "");
        assert_eq!(sql(&Tree::of(&[(FEATURE, &code)])).len(), 1);
        assert!(sql(&Tree::of(&[("crates/maillage/src/plan/storage.rs", &code)])).is_empty());
        assert!(sql(&Tree::of(&[("crates/maillage/src/plan/storage/list.rs", &code)])).is_empty());
    }

    #[test]
    fn a_test_may_name_an_engine_and_hold_sql() {
        let code = "\n#[cfg(test)]\nmod tests {\n    fn on_sqlite() { query(\"delete from plan\"); }\n}\n";
        for path in [FEATURE, "crates/maillage/tests/requests/main.rs"] {
            let tree = Tree::of(&[(path, code)]);
            assert!(engines(&tree).is_empty() && sql(&tree).is_empty());
        }
    }

    #[test]
    fn a_public_storage_is_found() {
        assert_eq!(storage(&Tree::of(&[(FEATURE, "pub(crate) mod storage;")])).len(), 1);
        assert!(storage(&Tree::of(&[(FEATURE, "mod storage;")])).is_empty());
    }
}
