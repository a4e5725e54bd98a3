//! Pure rules of perimeters: how a list of codes is read, and how versions follow each other.

use jiff::civil::Date;
use platform::access::Visibility;
use platform::text::{tidy, tidy_lines};
use platform::web::{Fault, Faults};

use super::model::{Facts, Named};
use crate::reference::territories::code;

/// More codes than there are communes.
const MOST: usize = 40_000;
/// Faults that are named; beyond, how many more there are.
pub const NAMED: usize = 20;

/// The codes of a pasted list, each with its line: INSEE codes of communes, SIREN of groupings, départements, or identifiers
/// as in addresses. A line is a code and a name, or several codes; what follows `#` is not read.
pub fn members_of(text: &str) -> Result<Vec<Named>, Faults> {
    let (mut members, mut faults) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let words: Vec<&str> = line
            .split([' ', '\t', ',', ';', '\u{a0}', '\u{202f}', '"', '|'])
            .filter(|word| !word.is_empty())
            .collect();
        let named = |code: &str| Named { line: at + 1, code: code.to_uppercase(), label: None };
        let labelled =
            |code: &str, words: &[&str]| Named { label: Some(tidy(&words.join(" "))), ..named(code) };
        match &words[..] {
            [] => {}
            // A SIREN is often written in threes.
            [a, b, c, rest @ ..]
                if [a, b, c].iter().all(|part| part.len() == 3) && is_siren(&format!("{a}{b}{c}")) =>
            {
                members.push(labelled(&format!("{a}{b}{c}"), rest));
            }
            all if all.iter().all(|word| is_code(word)) => members.extend(all.iter().map(|word| named(word))),
            [first, rest @ ..] if is_code(first) => members.push(labelled(first, rest)),
            _ => faults.push(fault(
                "error-line-code",
                &[("line", (at + 1).to_string()), ("text", tidy(line).chars().take(40).collect())],
            )),
        }
    }
    if members.len() > MOST {
        faults.push(fault("error-too-many-codes", &[]));
    }
    if members.is_empty() && faults.is_empty() {
        faults.push(fault("error-required", &[]));
    }
    if faults.is_empty() { Ok(members) } else { Err(Faults(few(faults))) }
}

/// A fault of the list.
pub fn fault(message: &'static str, args: &[(&'static str, String)]) -> Fault {
    Fault { field: "members", message, args: args.to_vec() }
}

/// The first faults, and how many more there are.
pub fn few(mut faults: Vec<Fault>) -> Vec<Fault> {
    let more = faults.len().saturating_sub(NAMED);
    if more > 0 {
        faults.truncate(NAMED);
        faults.push(fault("error-more-lines", &[("n", more.to_string())]));
    }
    faults
}

fn is_siren(text: &str) -> bool {
    text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_code(word: &str) -> bool {
    code(word).is_some()
}

/// What a new version does to the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// It begins on the same day: it corrects it.
    Corrects,
    /// The last one ends when it begins.
    Ends,
    /// The last one had ended.
    After,
}

/// Whether a version may follow the last one: it begins later, or on the same day to correct it.
pub fn follows(last: (Date, Option<Date>), from: Date) -> Result<Follows, Fault> {
    let (begins, ends) = last;
    if from < begins {
        let args = vec![("day", begins.to_string())];
        return Err(Fault { field: "from", message: "error-version-before", args });
    }
    Ok(if from == begins {
        Follows::Corrects
    } else if ends.is_none_or(|ends| from < ends) {
        Follows::Ends
    } else {
        Follows::After
    })
}

/// The facts of a form, checked.
pub fn facts(name: &str, description: &str, source: &str, visibility: &str) -> Result<Facts, Faults> {
    let mut faults = Faults::default();
    let (name, description, source) = (tidy(name), tidy_lines(description), tidy(source));
    if name.is_empty() {
        faults.add("name", "error-required");
    }
    for (field, text, most) in
        [("name", &name, 200), ("description", &description, 4_000), ("source", &source, 300)]
    {
        if text.chars().count() > most {
            faults.add(field, "error-too-long-here");
        }
    }
    let visibility =
        Visibility::from_key(visibility).filter(|one| matches!(one, Visibility::Network | Visibility::Owner));
    let some = |text: String| (!text.is_empty()).then_some(text);
    let Some(visibility) = visibility else {
        faults.add("visibility", "error-choice");
        return Err(faults);
    };
    faults.or(Facts { name, description: some(description), source: some(source), visibility })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn codes(text: &str) -> Vec<(usize, String)> {
        members_of(text).unwrap().into_iter().map(|named| (named.line, named.code)).collect()
    }

    #[test]
    fn a_list_is_read_as_people_paste_it() {
        assert_eq!(codes("25388 Montbéliard\n\n75112 Paris 12"), [(1, "25388".into()), (3, "75112".into())]);
        assert_eq!(
            codes("25388;2a004, 97105"),
            [(1, "25388".into()), (1, "2A004".into()), (1, "97105".into())]
        );
        assert_eq!(codes("200 069 052 CA"), [(1, "200069052".into())]);
        assert_eq!(codes("# tout\nregion-27 Bourgogne\n90"), [(2, "REGION-27".into()), (3, "90".into())]);
    }

    #[test]
    fn a_line_without_a_code_is_named() {
        let faults = members_of("25388\nMontbéliard").unwrap_err();
        assert_eq!(faults.0.len(), 1);
        assert_eq!(
            (faults.0[0].message, faults.0[0].args[0].clone()),
            ("error-line-code", ("line", "2".to_owned()))
        );
        assert_eq!(members_of(" \n").unwrap_err().0[0].message, "error-required");
        let many = members_of(&"un nom\n".repeat(30)).unwrap_err();
        assert_eq!((many.0.len(), many.0[20].args[0].1.as_str()), (21, "10"));
    }

    #[test]
    fn versions_follow_each_other() {
        let (begins, ends) = (date(2023, 11, 9), date(2025, 1, 1));
        for (last, from, told) in [
            ((begins, None), begins, Ok(Follows::Corrects)),
            ((begins, None), date(2024, 1, 1), Ok(Follows::Ends)),
            ((begins, Some(ends)), date(2024, 1, 1), Ok(Follows::Ends)),
            ((begins, Some(ends)), ends, Ok(Follows::After)),
            ((begins, None), date(2020, 1, 1), Err("error-version-before")),
        ] {
            assert_eq!(follows(last, from).map_err(|fault| fault.message), told, "{last:?} {from}");
        }
    }
}
