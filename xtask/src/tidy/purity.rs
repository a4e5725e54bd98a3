//! `model.rs` and `rules.rs` know no web, no SQL, no clock, and wait for nothing: invariant 3 of ARCHITECTURE.md.

use super::Finding;
use super::tree::Tree;

const PURE: [&str; 2] = ["model.rs", "rules.rs"];
const FORBIDDEN: [&str; 5] = ["axum", "http", "async", "Query::new", "Timestamp::now"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| PURE.contains(&file.name())) {
        for (line, code) in source.lines() {
            for word in FORBIDDEN.iter().filter(|word| names(code, word)) {
                let text =
                    format!("{} knows nothing of `{word}`: facts in, facts or a refusal out", file.name());
                findings.push(Finding::error(&file.path, line, text));
            }
        }
    }
    findings
}

/// Does the code hold this word, whole?
fn names(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(part) && !code[at + word.len()..].starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impure_rule_is_found() {
        let code =
            "use axum::Json;\nasync fn f() { Query::new(\"\") }\nfn http_like(t: Timestamp::nowhere) {}\n";
        let lines =
            |path| check(&Tree::of(&[(path, code)])).iter().map(|finding| finding.line).collect::<Vec<_>>();
        assert_eq!(lines("crates/maillage/src/plan/rules.rs"), [1, 2, 2]);
        assert_eq!(lines("crates/maillage/src/plan/investment/model.rs"), [1, 2, 2]);
        assert!(lines("crates/maillage/src/plan/api.rs").is_empty());
    }
}
