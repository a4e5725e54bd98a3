//! The text files of the repository, read once.

use std::fs;
use std::path::Path;

use anyhow::Result;
use walkdir::{DirEntry, WalkDir};

use super::source::Source;

/// Made on the machine, never committed.
const NOT_OURS: [&str; 5] = ["./.git", "./target", "./node_modules", "./assets/dist", "./test-results"];
const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// A text file.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
    /// Code and strings, for a Rust file.
    pub rust: Option<Source>,
}

impl File {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut file = Self { path: path.into(), text: text.into(), rust: None };
        file.rust = file.is("rs").then(|| Source::parse(&file.text));
        file
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
    }

    /// Under this folder?
    pub fn within(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// A file with nothing but tests in it.
    pub fn is_test(&self) -> bool {
        self.name() == "tests.rs" || self.path.split('/').any(|part| part == "tests")
    }

    /// The `mod tests` that closes a Rust file.
    pub fn trailing_tests(&self) -> &str {
        self.text.rfind(TESTS).map_or("", |at| &self.text[at..])
    }

    /// How many lines come before the trailing tests.
    pub fn body_lines(&self) -> usize {
        let body = self.text.len() - self.trailing_tests().len();
        self.text[..body].lines().count()
    }

    /// Lines numbered from one.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Every text file.
pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    /// Reads the repository from the current folder; what is not UTF-8 is not text.
    pub fn read() -> Result<Self> {
        let mut files = Vec::new();
        let ours = |entry: &DirEntry| !NOT_OURS.iter().any(|folder| entry.path() == Path::new(folder));
        for entry in WalkDir::new(".").sort_by_file_name().into_iter().filter_entry(ours) {
            let entry = entry?;
            if let (true, Ok(text)) = (entry.file_type().is_file(), fs::read_to_string(entry.path())) {
                let path = entry.path().strip_prefix(".")?.to_string_lossy().into_owned();
                files.push(File::new(path, text));
            }
        }
        Ok(Self { files })
    }

    /// A small world for a test.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| File::new(*path, *text)).collect() }
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files of a folder with this extension.
    pub fn under<'a>(&'a self, folder: &'a str, extension: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.within(folder) && file.is(extension))
    }

    /// Each Rust file of the crates with its code and strings.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        let rust = self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)));
        rust.filter(|(file, _)| file.within("crates/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_tests_are_not_counted() {
        let file =
            File::new("crates/a/src/b.rs", "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n");
        assert_eq!(file.body_lines(), 2);
        assert!(!file.is_test());
        assert!(File::new("crates/a/src/b/tests.rs", "").is_test());
    }
}
