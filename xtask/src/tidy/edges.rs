//! Which feature may use which: invariant 2 of ARCHITECTURE.md, as a table.

use super::Finding;
use super::tree::{File, Tree};

const PRODUCT: &str = "crates/maillage/src/";

/// A feature and the features it may use. Against the arrow, a change travels as a journal event: see `compose/mod.rs`.
const EDGES: [(&str, &str); 18] = [
    ("frame", ""),
    ("attachments", "frame"),
    ("saved_views", "frame"),
    ("reference", "frame"),
    ("directory", "frame saved_views attachments reference"),
    ("atlas", "frame attachments reference directory"),
    ("governance", "frame attachments reference directory"),
    ("offer", "frame attachments reference directory"),
    ("plan", "frame attachments reference directory atlas governance offer"),
    ("prospecting", "frame saved_views attachments reference directory governance offer plan"),
    ("investment", "frame saved_views attachments reference directory governance offer plan prospecting"),
    ("cooperation", "frame attachments reference directory governance offer plan prospecting"),
    ("steering", "frame reference directory governance offer plan prospecting investment cooperation"),
    (
        "publication",
        "frame reference directory governance offer plan prospecting investment cooperation steering",
    ),
    ("operations", "frame"),
    ("account", "frame saved_views reference directory"),
    ("administration", "frame reference directory account"),
    (
        "today",
        "frame reference directory governance offer plan prospecting investment cooperation steering publication account",
    ),
];

/// Where everything meets: these may use any feature, and no feature may use them.
const ABOVE: [&str; 3] = ["compose", "commands", "demo"];

/// Every `crate::…` and every `super::…` that climbs to the root, in code that is not a test.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under(PRODUCT, "rs").filter(|file| !file.is_test()) {
        let path: Vec<&str> = file.path[PRODUCT.len()..].split('/').collect();
        let [feature, .., _] = path[..] else { continue };
        if ABOVE.contains(&feature) {
            continue;
        }
        let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == feature) else {
            findings.push(Finding::error(
                &file.path,
                1,
                format!("{feature} is not in the table of tidy/edges.rs"),
            ));
            continue;
        };
        for (line, used) in uses(file, depth(&path)) {
            let known = ABOVE.contains(&used.as_str()) || EDGES.iter().any(|(name, _)| *name == used);
            if known && used != feature && !allowed.split(' ').any(|name| name == used) {
                findings.push(Finding::error(&file.path, line, format!("{feature} may not use {used}")));
            }
        }
    }
    findings
}

/// How many `super` lead from a file to the root of the crate.
fn depth(path: &[&str]) -> usize {
    if path.last() == Some(&"mod.rs") { path.len() - 1 } else { path.len() }
}

/// The modules of the root that the code names, with their line.
fn uses(file: &File, depth: usize) -> Vec<(usize, String)> {
    let Some(source) = &file.rust else { return Vec::new() };
    let code: String = source.code.lines().take(file.body_lines()).collect::<Vec<_>>().join("\n");
    let climb = "super::".repeat(depth);
    let mut found = Vec::new();
    for root in ["crate::", climb.as_str()] {
        for (at, _) in code.match_indices(root) {
            let fresh = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if fresh {
                let line = code[..at].matches('\n').count() + 1;
                found.extend(heads(&code[at + root.len()..]).into_iter().map(|name| (line, name)));
            }
        }
    }
    found
}

/// The first names of `a::b`, or of each branch of `{a, b::{c, d}}`.
fn heads(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut depth, mut branches, mut current) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => branches.push(std::mem::take(&mut current)),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => current.push(c),
            _ => {}
        }
    }
    branches.push(current);
    branches.iter().map(|branch| word(branch.trim())).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, code: &str) -> Vec<String> {
        let path = format!("{PRODUCT}{path}");
        check(&Tree::of(&[(&path, code)])).into_iter().map(|finding| finding.text).collect()
    }

    #[test]
    fn an_upward_use_is_found() {
        assert_eq!(
            findings("plan/mod.rs", "use crate::investment::Project;"),
            ["plan may not use investment"]
        );
        assert_eq!(findings("plan/rules.rs", "use super::super::steering;"), ["plan may not use steering"]);
        assert_eq!(findings("offer/mod.rs", "fn f() { crate::demo::load() }"), ["offer may not use demo"]);
        let group = "use crate::{\n    directory::{Person, plan},\n    steering,\n};";
        assert_eq!(findings("plan/mod.rs", group), ["plan may not use steering"]);
    }

    #[test]
    fn a_downward_use_and_a_test_pass() {
        assert!(findings("investment/credit/mod.rs", "use crate::{plan, frame};").is_empty());
        assert!(findings("plan/mod.rs", "#[cfg(test)]\nmod tests {\n    use crate::demo;\n}\n").is_empty());
        assert!(findings("compose.rs", "use crate::steering;").is_empty());
    }

    #[test]
    fn a_new_feature_must_be_placed() {
        assert_eq!(findings("lobby/mod.rs", ""), ["lobby is not in the table of tidy/edges.rs"]);
    }
}
