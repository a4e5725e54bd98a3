//! French typography in the French texts: no-break spaces, « », ’.

use regex_lite::Regex;

use super::Finding;
use super::tree::Tree;

const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let variables = Regex::new(r"\{[^{}]*\}|\{[^{}]*$|https?://\S+").expect("the pattern is right");
    let mut findings = Vec::new();
    for file in tree.under("translations/fr/", "ftl") {
        for (line, text) in file.lines().filter(|(_, text)| !text.starts_with('#')) {
            for fault in faults(&said(text, &variables)) {
                findings.push(Finding::error(&file.path, line, fault));
            }
        }
    }
    findings
}

/// What a line says, without its key and with a letter for each variable.
fn said(line: &str, variables: &Regex) -> String {
    let value = line.split_once('=').filter(|(key, _)| is_key(key)).map_or(line, |(_, value)| value).trim();
    let value = value.strip_prefix('*').unwrap_or(value);
    let value =
        if value.starts_with('[') { value.split_once(']').map_or(value, |(_, rest)| rest) } else { value };
    let spelled = value.replace("{ \"\\u00A0\" }", "\u{a0}").replace("{\"\\u00A0\"}", "\u{a0}");
    variables.replace_all(&spelled, "x").into_owned()
}

/// `key =` at the margin, or `.attribute =`.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.trim().chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

fn faults(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied();
    let mut faults = Vec::new();
    for (index, &c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(at);
        let after = at(index + 1);
        let spaced = before.is_some_and(|c| NO_BREAK.contains(&c));
        let ends_a_word = after.is_none_or(|c| c.is_whitespace() || "»)".contains(c));
        match c {
            ':' | ';' | '!' | '?' if ends_a_word && !spaced && before.is_some_and(|c| !"!?".contains(c)) => {
                faults.push(format!("a no-break space stands before « {c} »"));
            }
            '%' if before.is_some_and(|c| c == ' ') => {
                faults.push("a no-break space stands before %".into());
            }
            '»' if !spaced => faults.push("a no-break space stands before »".into()),
            '«' if !after.is_some_and(|c| NO_BREAK.contains(&c)) => {
                faults.push("a no-break space follows «".into());
            }
            '\'' if before.is_some_and(char::is_alphabetic) => faults.push("the apostrophe is ’".into()),
            _ => {}
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&Tree::of(&[("translations/fr/plan.ftl", text)])).len()
    }

    #[test]
    fn what_breaks_the_rules_is_found() {
        assert_eq!(count("a = Vraiment ?"), 1);
        assert_eq!(count("a = Total: { $n }"), 1);
        assert_eq!(count("a = « près de 90 »"), 2);
        assert_eq!(count("a = l'accord"), 1);
        assert_eq!(count("a = ({ $share } %)"), 1);
        assert_eq!(
            count("a =\n    { $n ->\n        [one] un projet !\n       *[other] { $n } projets\n    }\n"),
            1
        );
    }

    #[test]
    fn what_follows_them_passes() {
        assert_eq!(count("a = Vraiment\u{a0}?\u{a0}!"), 0);
        assert_eq!(count("a = { $share }\u{a0}%"), 0);
        assert_eq!(count("# Commentaire : libre\na = «\u{a0}{ $said }\u{a0}»\u{202f}; l’accord de 9:30"), 0);
        assert_eq!(count("a = { $n }{\"\\u00A0\"}: https://exemple.fr/?q=1"), 0);
    }
}
