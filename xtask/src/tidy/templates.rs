//! A macro of a page binds its arguments one after the other: one that is spelled like a parameter before it would read
//! that parameter instead of what the page meant.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::Finding;
use super::tree::Tree;

const DEFINED: &str = r"\{%-?\s*macro\s+(\w+)\(([^)]*)\)";
const CALLED: &str = r"\{%-?\s*call\s+(?:\w+::)?(\w+)\((.*?)\)\s*-?%\}";
const SPELLED: &str = r#""[^"]*"|[A-Za-z_]\w*"#;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let [defined, called, spelled] =
        [DEFINED, CALLED, SPELLED].map(|pattern| Regex::new(pattern).expect("the pattern is right"));
    let mut macros: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in tree.under("crates/", "html") {
        for found in defined.captures_iter(&file.text) {
            macros.insert(found[1].to_owned(), split(&found[2]));
        }
    }
    let mut findings = Vec::new();
    for file in tree.under("crates/", "html") {
        for (line, text) in file.lines() {
            for found in called.captures_iter(text) {
                let Some(parameters) = macros.get(&found[1]) else { continue };
                for (argument, parameter) in hidden(parameters, &split(&found[2]), &spelled) {
                    let what = format!(
                        "{}: « {argument} » would read the parameter « {parameter} », bound before it: name it otherwise",
                        &found[1]
                    );
                    findings.push(Finding::error(&file.path, line, what));
                }
            }
        }
    }
    findings
}

/// Each argument that names a parameter before it which is not bound to that very name.
fn hidden(parameters: &[String], arguments: &[String], spelled: &Regex) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, argument) in arguments.iter().enumerate() {
        for one in spelled.find_iter(argument) {
            let member = argument[..one.start()].ends_with(['.', ':']);
            let before = parameters.iter().zip(arguments).take(at);
            if let Some((parameter, _)) = before
                .filter(|_| !member)
                .find(|(parameter, bound)| *parameter == one.as_str() && *bound != one.as_str())
            {
                found.push((argument.clone(), parameter.clone()));
            }
        }
    }
    found
}

/// What stands between the commas that are in no string and no brackets.
fn split(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut quoted) = (vec![String::new()], 0, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MACROS: &str = "{% macro line(frame, faults, name, value, hint) %}{% call under(frame, faults, name) %}{% endcall %}{% endmacro %}
        {% macro under(frame, faults, name) %}{% endmacro %}";

    fn count(call: &str) -> usize {
        let tree = Tree::of(&[("crates/a/src/_macros.html", MACROS), ("crates/a/src/page.html", call)]);
        check(&tree).len()
    }

    #[test]
    fn an_argument_spelled_like_a_parameter_before_it_is_found() {
        assert_eq!(count("{% call ui::line(frame, faults, \"name\", name, \"\") %}{% endcall %}"), 1);
        assert_eq!(count("{% call ui::line(frame, typed.faults, \"x\", read(faults, name), \"\") %}"), 2);
    }

    #[test]
    fn a_member_a_string_and_the_same_name_pass() {
        assert_eq!(
            count("{% call ui::line(frame, faults, \"name\", sent.name, \"name, faults\") %}{% endcall %}"),
            0
        );
        assert_eq!(
            count("{% call ui::line(frame, typed.faults, \"x\", self.typed(\"name\"), hint) %}{% endcall %}"),
            0
        );
    }
}
