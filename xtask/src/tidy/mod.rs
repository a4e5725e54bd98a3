//! `cargo xtask tidy`: the conventions that the compiler does not know, by plain reading of text.
//!
//! Each check is one function from the tree to findings, with a test that shows it fail.

use anyhow::{Result, ensure};

mod ambient;
mod documents;
mod edges;
mod keys;
mod leaks;
mod length;
mod places;
mod purity;
pub mod source;
mod templates;
pub mod tree;
mod typography;
mod vocabulary;

use tree::Tree;

/// Something to change, or to ask oneself.
struct Finding {
    path: String,
    line: usize,
    text: String,
    /// A question fails nothing.
    question: bool,
}

impl Finding {
    fn error(path: &str, line: usize, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, text: text.into(), question: false }
    }

    fn question(path: &str, line: usize, text: impl Into<String>) -> Self {
        Self { question: true, ..Self::error(path, line, text) }
    }
}

type Check = fn(&Tree) -> Vec<Finding>;

const CHECKS: [(&str, Check); 15] = [
    ("engines are named in one place", places::engines),
    ("SQL stands in storage", places::sql),
    ("storage is private", places::storage),
    ("features depend downwards", edges::check),
    ("the platform knows no domain word", vocabulary::check),
    ("models and rules are pure", purity::check),
    ("files are short", length::check),
    ("both languages say everything", keys::check),
    ("French typography", typography::check),
    ("no page has macros", templates::check),
    ("clock and chance are parameters", ambient::check),
    ("nothing of this machine", leaks::machine),
    ("the lockfile holds no address", leaks::lockfile),
    ("decisions are numbered and listed", documents::decisions),
    ("the map names every folder", documents::map),
];

/// Prints what every check finds; fails on any error.
pub fn run() -> Result<()> {
    let tree = Tree::read()?;
    let (mut errors, mut questions) = (0, 0);
    for (name, check) in CHECKS {
        for Finding { path, line, text, question } in check(&tree) {
            let mark = if question { "question" } else { "error" };
            println!("{path}:{line}: {mark}: {text} [{name}]");
            if question {
                questions += 1;
            } else {
                errors += 1;
            }
        }
    }
    println!("tidy: {} files, {errors} errors, {questions} questions", tree.files.len());
    ensure!(errors == 0, "tidy found {errors} errors");
    Ok(())
}
