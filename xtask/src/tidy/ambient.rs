//! Clippy refuses the ambient clock and chance; this refuses a `clippy.toml` that no longer says so.

use super::Finding;
use super::tree::Tree;

const LIST: &str = "clippy.toml";
const FORBIDDEN: [&str; 8] = [
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "rand::rng",
    "uuid::Uuid::now_v7",
    "std::env::var",
    "std::thread::sleep",
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let list = tree.get(LIST).map_or("", |file| file.text.as_str());
    let missing = FORBIDDEN.iter().filter(|path| !list.contains(&format!("\"{path}\"")));
    missing.map(|path| Finding::error(LIST, 1, format!("{path} is no longer forbidden"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_left_the_list_is_found() {
        let all = FORBIDDEN.map(|path| format!("{{ path = \"{path}\" }},\n")).concat();
        assert!(check(&Tree::of(&[(LIST, &all)])).is_empty());
        assert_eq!(check(&Tree::of(&[(LIST, &all.replace("rand::rng", "rand::rngs"))])).len(), 1);
        assert_eq!(check(&Tree::of(&[])).len(), FORBIDDEN.len());
    }
}
