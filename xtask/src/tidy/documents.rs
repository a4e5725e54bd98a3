//! Documents that repeat a fact of the tree are held to it.

use std::collections::BTreeSet;

use super::Finding;
use super::tree::Tree;

const DECISIONS: &str = "docs/decisions/";
const INDEX: &str = "docs/decisions/README.md";
const MAP: &str = "ARCHITECTURE.md";
const CRATES: [&str; 2] = ["crates/platform/src/", "crates/maillage/src/"];

/// `0001-….md`, without a gap, each in the index.
pub fn decisions(tree: &Tree) -> Vec<Finding> {
    let index = tree.get(INDEX).map_or("", |file| file.text.as_str());
    let mut findings = Vec::new();
    let records: Vec<_> = tree.under(DECISIONS, "md").filter(|file| file.path != INDEX).collect();
    for (number, file) in (1..).zip(records) {
        if !file.name().starts_with(&format!("{number:04}-")) {
            findings.push(Finding::error(&file.path, 1, format!("decision {number:04} is expected here")));
        }
        if !index.contains(file.name()) {
            findings.push(Finding::error(INDEX, 1, format!("{} is not in the index", file.name())));
        }
    }
    findings
}

/// Every folder of the two crates has its line in ARCHITECTURE.md.
pub fn map(tree: &Tree) -> Vec<Finding> {
    let map = tree.get(MAP).map_or("", |file| file.text.as_str());
    let mut folders = BTreeSet::new();
    for root in CRATES {
        let inside = tree.files.iter().filter_map(|file| file.path.strip_prefix(root)?.split_once('/'));
        folders.extend(inside.map(|(folder, _)| (root, folder)));
    }
    let missing = folders.into_iter().filter(|(_, folder)| !mentions(map, folder));
    missing
        .map(|(root, folder)| Finding::error(MAP, 1, format!("{root}{folder}/ is not described")))
        .collect()
}

/// `folder/`, and not the end of `otherfolder/`.
fn mentions(map: &str, folder: &str) -> bool {
    let name = format!("{folder}/");
    map.match_indices(&name).any(|(at, _)| !map[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_and_a_record_out_of_the_index_are_found() {
        let index = (INDEX, "0001-storage.md 0003-access.md");
        let complete = [index, ("docs/decisions/0001-storage.md", "")];
        assert!(decisions(&Tree::of(&complete)).is_empty());
        let gap = [index, ("docs/decisions/0001-storage.md", ""), ("docs/decisions/0003-access.md", "")];
        assert_eq!(decisions(&Tree::of(&gap)).len(), 1);
        assert_eq!(decisions(&Tree::of(&[("docs/decisions/0001-storage.md", "")])).len(), 1);
    }

    #[test]
    fn a_folder_that_the_map_ignores_is_found() {
        let code = ("crates/maillage/src/plan/mod.rs", "");
        assert!(map(&Tree::of(&[code, (MAP, "`plan/` holds plans")])).is_empty());
        assert_eq!(map(&Tree::of(&[code, (MAP, "`masterplan/`")])).len(), 1);
        assert_eq!(map(&Tree::of(&[code])).len(), 1);
    }
}
