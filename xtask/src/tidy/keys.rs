//! French and English say the same things, and nothing is asked for that neither says.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;
use regex_lite::Regex;

use super::Finding;
use super::tree::{File, Tree};

const LANGUAGES: [&str; 2] = ["fr", "en"];
/// How a page or Rust asks for a text: the messages are always called `t`.
const ASKED: &str = r#"\bt\.(text|with2?|format|keyed)\(\s*"([^"]+)""#;
/// Keys that travel as data and say so by their name: faults, refusals, hints, and the note of what was done.
const CARRIED: &str = r#"(?:"|done=)((?:done|error|hint|refusal)-[a-z0-9_-]*[a-z0-9])["}&]"#;
/// The method that puts a key together while running; what is asked for is then a family.
const FAMILY: &str = "keyed";
/// How a text asks for another.
const INCLUDED: &str = r"\{\s*([a-z][a-zA-Z0-9_-]*)\s*[.}]";

/// A key and where it stands.
type Keys = BTreeMap<String, (String, usize)>;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let [fr, en] = LANGUAGES.map(|language| said(tree, language, &mut findings));
    for (here, there, language) in [(&fr, &en, "English"), (&en, &fr, "French")] {
        for (key, (path, line)) in here.iter().filter(|(key, _)| !there.contains_key(*key)) {
            findings.push(Finding::error(path, *line, format!("{key} is not said in {language}")));
        }
    }
    let (asked, families) = asked(tree);
    let said = |key: &str| fr.contains_key(key) || en.contains_key(key);
    for (key, (path, line)) in asked.iter().filter(|(key, _)| !said(key)) {
        findings.push(Finding::error(path, *line, format!("no language says {key}")));
    }
    for (family, (path, line)) in &families {
        if !fr.keys().any(|key| key.starts_with(family)) {
            findings.push(Finding::error(path, *line, format!("no language says any {family}…")));
        }
    }
    let mentioned = mentioned(tree);
    let used = |key: &str| {
        asked.contains_key(key)
            || mentioned.contains(key)
            || families.keys().any(|family| key.starts_with(family))
    };
    for (key, (path, line)) in fr.iter().filter(|(key, _)| !used(key)) {
        findings.push(Finding::error(
            path,
            *line,
            format!("nothing asks for {key}: remove it in both languages"),
        ));
    }
    findings
}

/// The messages of a language, with what its files say wrong.
fn said(tree: &Tree, language: &str, findings: &mut Vec<Finding>) -> Keys {
    let mut keys = Keys::new();
    for file in tree.under(&format!("translations/{language}/"), "ftl") {
        let resource = match parser::parse(file.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = file.text[..error.pos.start].matches('\n').count() + 1;
                    findings.push(Finding::error(&file.path, line, format!("not readable: {error}")));
                }
                resource
            }
        };
        for message in resource
            .body
            .iter()
            .filter_map(|entry| if let Entry::Message(m) = entry { Some(m) } else { None })
        {
            let line = line_of(file, message.id.name);
            let place = (file.path.clone(), line);
            if let Some((other, _)) = keys.insert(message.id.name.to_owned(), place) {
                findings.push(Finding::error(
                    &file.path,
                    line,
                    format!("{} is also in {other}", message.id.name),
                ));
            }
        }
    }
    keys
}

fn line_of(file: &File, key: &str) -> usize {
    let says = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    file.lines().find(|(_, line)| says(line)).map_or(1, |(number, _)| number)
}

/// The keys, then the families, that pages and code ask for, tests apart.
fn asked(tree: &Tree) -> (Keys, Keys) {
    let (pattern, carried) = (pattern(ASKED), pattern(CARRIED));
    let (mut keys, mut families) = (Keys::new(), Keys::new());
    let asks = |file: &&File| {
        file.within("crates/") && !file.is_test() && ["html", "txt", "rs"].iter().any(|e| file.is(e))
    };
    for file in tree.files.iter().filter(asks) {
        let body = &file.text[..file.text.len() - file.trailing_tests().len()];
        for found in pattern.captures_iter(body) {
            let (Some(method), Some(key)) = (found.get(1), found.get(2)) else { continue };
            let line = body[..key.start()].matches('\n').count() + 1;
            let list = if method.as_str() == FAMILY { &mut families } else { &mut keys };
            list.insert(key.as_str().to_owned(), (file.path.clone(), line));
        }
        for key in carried.captures_iter(body).filter_map(|found| found.get(1)) {
            let line = body[..key.start()].matches('\n').count() + 1;
            keys.insert(key.as_str().to_owned(), (file.path.clone(), line));
        }
    }
    (keys, families)
}

/// Keys held as data in Rust, and keys that another text includes.
fn mentioned(tree: &Tree) -> BTreeSet<&str> {
    let included = pattern(INCLUDED);
    let mut mentioned = BTreeSet::new();
    for (_, source) in tree.rust() {
        mentioned.extend(source.strings.iter().map(|literal| literal.text.as_str()));
    }
    for file in tree.files.iter().filter(|file| file.within("crates/") && file.is("html")) {
        mentioned.extend(file.text.split('"'));
    }
    for file in tree.under("translations/", "ftl") {
        mentioned.extend(included.captures_iter(&file.text).filter_map(|found| Some(found.get(1)?.as_str())));
    }
    mentioned
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this file are right")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FR: &str = "translations/fr/plan.ftl";
    const EN: &str = "translations/en/plan.ftl";
    const PAGE: &str = "crates/maillage/src/plan/pages/list.html";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).into_iter().map(|finding| finding.text).collect()
    }

    #[test]
    fn a_carried_key_that_nobody_says_is_found() {
        let code = "fn f() { see_other(\"/plans?done=done-sent\"); faults.add(\"name\", \"error-empty\") }";
        let found = found(&[(FR, ""), (EN, ""), ("crates/maillage/src/plan/rules.rs", code)]);
        assert_eq!(found, ["no language says done-sent", "no language says error-empty"]);
    }

    #[test]
    fn a_key_said_in_one_language_is_found() {
        let page = "{{ t.text(\"plan-title\") }}{{ t.with(\"plan-count\", \"n\", 3) }}";
        let files =
            [(FR, "plan-title = Plan\nplan-count = { $n }\n"), (EN, "plan-title = Plan\n"), (PAGE, page)];
        assert_eq!(found(&files), ["plan-count is not said in English"]);
    }

    #[test]
    fn a_key_that_nobody_says_is_found() {
        let code =
            "fn f() { t.text(\"plan-missing\"); }\n#[cfg(test)]\nmod tests {\n    x.text(\"field\");\n}\n";
        assert_eq!(found(&[("crates/maillage/src/plan/mod.rs", code)]), ["no language says plan-missing"]);
    }

    #[test]
    fn an_unused_key_is_found_unless_it_is_data_or_of_a_family() {
        let text = "plan-old = Ancien\nplan-data = { plan-part }\nplan-part = Part\nstage-won = Abouti\n";
        let code = "const KEY: &str = \"plan-data\"; fn f() { t.keyed(\"stage-\", won) }";
        let files = [(FR, text), (EN, text), ("crates/maillage/src/plan/mod.rs", code)];
        assert_eq!(found(&files), ["nothing asks for plan-old: remove it in both languages"]);
    }

    #[test]
    fn a_family_that_nobody_says_is_found() {
        let code = "fn f() { t.keyed(\"level-\", level) }";
        assert_eq!(found(&[("crates/maillage/src/plan/mod.rs", code)]), ["no language says any level-…"]);
    }

    #[test]
    fn a_key_said_twice_and_a_broken_file_are_found() {
        let page = (PAGE, "{{ t.text(\"a\") }}");
        assert_eq!(
            found(&[(FR, "a = 1\n"), ("translations/fr/other.ftl", "a = 2\n"), (EN, "a = 1\n"), page]).len(),
            1
        );
        assert_eq!(found(&[(FR, "a = { $\n"), (EN, "a = 1\n"), page]).len(), 2);
    }
}
