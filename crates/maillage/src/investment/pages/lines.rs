//! Forms made of lines: each line's fields end with its place, a box removes it, and some blank lines follow.

use platform::web::{Faults, Problem, ProblemKind};

use super::super::model::ProjectId;
use super::fields::Sent;
use crate::frame::Frame;

/// Blank lines under those that are there.
pub const SPARE: usize = 3;

/// The lines of a form, in their order; one whose box of removal is ticked is read as blank.
pub fn each<L>(sent: &Sent, line: impl Fn(&dyn Fn(&str) -> String) -> L) -> Vec<L> {
    let place = |name: &String| name.strip_prefix("line-")?.parse::<usize>().ok();
    let mut places: Vec<usize> = sent.keys().filter_map(place).collect();
    places.sort_unstable();
    let read = |at: &usize| {
        let removed = sent.contains_key(&format!("remove-{at}"));
        line(&|field| sent.get(&format!("{field}-{at}")).filter(|_| !removed).cloned().unwrap_or_default())
    };
    places.iter().map(read).collect()
}

/// The version that the lines were read at.
pub fn version(sent: &Sent) -> Result<i64, Problem> {
    let version = sent.get("version").and_then(|version| version.parse().ok());
    version.ok_or_else(|| ProblemKind::Unreadable.into())
}

/// Where one goes once they are kept: on with other lines, or back to the sheet.
pub fn next(sent: &Sent, id: ProjectId, page: &str, done: &str) -> String {
    let more = if sent.contains_key("more") { format!("/{page}") } else { String::new() };
    format!("/projects/{id}{more}?done={done}")
}

/// Whether the form is shown again: something typed is wrong, or somebody else was faster.
pub fn answerable(problem: &Problem) -> bool {
    match problem.kind {
        ProblemKind::Invalid => !problem.faults.is_empty(),
        kind => kind == ProblemKind::Stale,
    }
}

/// The first fault of a field of a line, as text.
pub fn fault(frame: &Frame, faults: &Faults, line: usize, field: &str) -> Option<String> {
    let line = line.to_string();
    let of = |args: &[(&'static str, String)]| args.iter().any(|(name, at)| *name == "line" && *at == line);
    let found = faults.0.iter().find(|fault| fault.field == field && of(&fault.args));
    found.map(|fault| frame.fault(fault))
}

/// The faults of lines, each with the address of its field in the page.
pub fn summary(frame: &Frame, faults: &Faults) -> Vec<(String, String)> {
    let place = |args: &[(&'static str, String)]| {
        let line = args.iter().find(|(name, _)| *name == "line");
        line.and_then(|(_, at)| at.parse::<usize>().ok()).map_or(0, |at| at.saturating_sub(1))
    };
    let one = |fault: &platform::web::Fault| {
        (format!("{}-{}", fault.field, place(&fault.args)), frame.fault(fault))
    };
    faults.0.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_order_and_a_removed_one_is_blank() {
        let pairs = [
            ("line-10", ""),
            ("line-2", ""),
            ("line-x", ""),
            ("said-10", "dix"),
            ("said-2", "deux"),
            ("remove-2", "yes"),
        ];
        let sent: Sent = pairs.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        assert_eq!(each(&sent, |text| text("said")), ["", "dix"]);
    }
}
