//! Files stay short: past the first limit one is asked why, past the second one splits.

use super::Finding;
use super::tree::{File, Tree};

const RUST: (usize, usize) = (300, 500);
const TEMPLATE: (usize, usize) = (60, 150);

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files.iter().filter_map(judge).collect()
}

fn judge(file: &File) -> Option<Finding> {
    let (ask, fail) = match () {
        () if file.is("rs") && !file.is_test() => RUST,
        () if file.is("html") && file.within("crates/") => TEMPLATE,
        () => return None,
    };
    let lines = file.body_lines();
    if lines > fail {
        let text = format!("{lines} lines, {fail} at most: split it by what it speaks of");
        return Some(Finding::error(&file.path, 1, text));
    }
    (lines > ask).then(|| Finding::question(&file.path, 1, format!("{lines} lines: does it do one thing?")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(path: &str, lines: usize) -> Option<bool> {
        judge(&File::new(path, "\n".repeat(lines))).map(|finding| finding.question)
    }

    #[test]
    fn long_files_are_questioned_and_longer_ones_refused() {
        assert_eq!(judged("crates/a/src/b.rs", 300), None);
        assert_eq!(judged("crates/a/src/b.rs", 301), Some(true));
        assert_eq!(judged("crates/a/src/b.rs", 501), Some(false));
        assert_eq!(judged("crates/a/src/b/tests.rs", 501), None);
        assert_eq!(judged("crates/a/src/b.html", 61), Some(true));
        assert_eq!(judged("crates/a/src/b.html", 151), Some(false));
    }
}
