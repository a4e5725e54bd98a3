//! A macro of a page is compiled again wherever it is called, and binds its arguments where they may hide what the page meant.
//! What pages share is a template of its own, called as a function: see `frame/components`.

use super::Finding;
use super::tree::Tree;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("crates/", "html") {
        for (line, text) in file.lines() {
            let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
            if tags.into_iter().any(|tag| tag.starts_with("macro ") || tag.starts_with("import ")) {
                let what = "make it a template of its own, called as a function";
                findings.push(Finding::error(&file.path, line, what));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&Tree::of(&[("crates/a/src/page.html", text)])).len()
    }

    #[test]
    fn a_macro_is_found_defined_or_imported() {
        assert_eq!(count("{% macro line(name) %}{% endmacro %}"), 1);
        assert_eq!(count("<p>\n{%- import \"a/_b.html\" as b %}"), 1);
    }

    #[test]
    fn a_component_passes() {
        assert_eq!(count("{{ frame.line(faults, \"macro \") }}{% if imported %}{% endif %}"), 0);
    }
}
