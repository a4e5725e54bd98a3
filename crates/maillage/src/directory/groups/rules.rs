//! Pure rules of groups: the tree that links make, and what may be stated of where decisions are taken.

use std::collections::HashSet;

use jiff::civil::Date;
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::Faults;

use super::super::model::OrganisationId;
use super::super::rules::stated_date;
use super::model::{Branch, ControlInput, Edge, NewControl};
use crate::reference::country_exists;

/// How many of those below one another are shown.
const WIDE: usize = 12;
/// How far below the head.
const DEEP: usize = 5;

/// Whether a link holds on a day: it has not ended.
fn holds(edge: &Edge, today: Date) -> bool {
    edge.valid_until.as_ref().is_none_or(|until| until.latest() >= today)
}

/// The way from an organisation to its head, by links that hold. Of several parents the first noted is followed.
pub fn ascent(from: OrganisationId, above: &[Edge], today: Date) -> Vec<&Edge> {
    let (mut way, mut at, mut seen) = (Vec::new(), from, HashSet::from([from]));
    while let Some(edge) = above.iter().find(|edge| edge.child == at && holds(edge, today)) {
        if !seen.insert(edge.parent) {
            break;
        }
        at = edge.parent;
        way.push(edge);
    }
    way
}

/// The tree below a head, as lines in their order. What leads to `own` is never cut.
pub fn tree(
    head: Branch,
    own: OrganisationId,
    way: &[OrganisationId],
    below: &[Edge],
    today: Date,
) -> Vec<Branch> {
    let mut lines = vec![Branch { own: head.id == own, ..head }];
    let mut seen = HashSet::from([lines[0].id]);
    grow(&mut lines, &mut seen, (own, way), below, today);
    let deepest = lines.iter().map(|line| line.depth).skip(1).chain([0]);
    let next: Vec<usize> = deepest.collect();
    for (line, next) in lines.iter_mut().zip(next) {
        line.leads = next > line.depth;
        line.closes = line.depth.saturating_sub(next);
    }
    lines
}

fn grow(
    lines: &mut Vec<Branch>,
    seen: &mut HashSet<OrganisationId>,
    (own, way): (OrganisationId, &[OrganisationId]),
    below: &[Edge],
    today: Date,
) {
    let (at, depth) = (lines.len() - 1, lines[lines.len() - 1].depth);
    let parent = lines[at].id;
    let children: Vec<&Edge> = below
        .iter()
        .filter(|edge| edge.parent == parent && holds(edge, today) && seen.insert(edge.child))
        .collect();
    let leads = |edge: &Edge| edge.child == own || way.contains(&edge.child);
    let (kept, cut): (Vec<_>, Vec<_>) =
        children.iter().enumerate().partition(|(rank, edge)| (depth < DEEP && *rank < WIDE) || leads(edge));
    for (first, (_, edge)) in kept.iter().enumerate() {
        lines.push(Branch {
            id: edge.child,
            name: edge.name.clone(),
            country: edge.country.clone(),
            fictitious: edge.fictitious,
            own: edge.child == own,
            from: edge.valid_from.clone(),
            until: edge.valid_until.clone(),
            depth: depth + 1,
            opens: first == 0,
            leads: false,
            closes: 0,
            more: 0,
        });
        grow(lines, seen, (own, way), below, today);
    }
    lines[at].more = cut.len();
}

/// Where decisions are taken, checked: a country, where that was read, and of when it is.
pub fn check_control(input: &ControlInput, said: (Language, Date)) -> Result<NewControl, Faults> {
    let mut faults = Faults::default();
    let country = input.control_country.trim().to_uppercase();
    let source = tidy(&input.control_source);
    faults.longer(&[("control_source", &source, 300), ("control_as_of", &input.control_as_of, 100)]);
    if country.is_empty() {
        faults.add("control_country", "error-required");
    } else if !country_exists(&country) {
        faults.add("control_country", "error-country");
    }
    if source.is_empty() {
        faults.add("control_source", "error-control-source");
    }
    if tidy(&input.control_as_of).is_empty() {
        faults.add("control_as_of", "error-required");
    }
    let as_of = stated_date(&mut faults, "control_as_of", &input.control_as_of, said);
    if as_of.as_ref().is_some_and(|date| date.earliest().unwrap_or(date.latest()) > said.1) {
        faults.add("control_as_of", "error-to-come");
    }
    match as_of {
        Some(as_of) if faults.0.is_empty() => Ok(NewControl { country, source, as_of }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::Uuid;
    use platform::dates::{ImpreciseDate, MissingYear};

    use super::*;

    const TODAY: Date = date(2021, 6, 15);

    fn id(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    fn edge(child: u128, parent: u128) -> Edge {
        Edge {
            child: id(child),
            parent: id(parent),
            name: format!("n{child}"),
            country: "FR".into(),
            fictitious: true,
            valid_from: None,
            valid_until: None,
        }
    }

    fn head(n: u128) -> Branch {
        Branch {
            id: id(n),
            name: format!("n{n}"),
            country: "DE".into(),
            fictitious: true,
            own: false,
            from: None,
            until: None,
            depth: 0,
            opens: false,
            leads: false,
            closes: 0,
            more: 0,
        }
    }

    #[test]
    fn the_way_to_the_head_follows_links_that_hold() {
        let ended = ImpreciseDate::parse("mars 2019", Language::French, TODAY, MissingYear::Last).unwrap();
        let edges = [Edge { valid_until: Some(ended), ..edge(1, 9) }, edge(1, 2), edge(2, 3)];
        let way: Vec<OrganisationId> = ascent(id(1), &edges, TODAY).iter().map(|edge| edge.parent).collect();
        assert_eq!(way, [id(2), id(3)]);
        // What would go round ends where it began.
        assert_eq!(ascent(id(1), &[edge(1, 2), edge(2, 1)], TODAY).len(), 1);
    }

    #[test]
    fn lists_open_and_close_in_pairs() {
        let lines = tree(head(1), id(4), &[], &[edge(2, 1), edge(3, 1), edge(4, 2)], TODAY);
        let told: Vec<_> =
            lines.iter().map(|line| (line.name.as_str(), line.depth, line.opens, line.closes)).collect();
        assert_eq!(told, [("n1", 0, false, 0), ("n2", 1, true, 0), ("n4", 2, true, 1), ("n3", 1, false, 1)]);
        assert!(lines[2].own);
        let opened = lines.iter().filter(|line| line.opens).count();
        assert_eq!(opened, lines.iter().map(|line| line.closes).sum::<usize>());
    }

    #[test]
    fn a_wide_group_is_cut_with_its_count_but_never_before_ones_own() {
        let edges: Vec<Edge> = (2..40).map(|n| edge(n, 1)).collect();
        let lines = tree(head(1), id(39), &[], &edges, TODAY);
        assert_eq!((lines.len(), lines[0].more), (1 + WIDE + 1, 38 - WIDE - 1));
        assert!(lines.last().unwrap().own);
        let chain: Vec<Edge> = (2..30).map(|n| edge(n, n - 1)).collect();
        let deep = tree(head(1), id(1), &[], &chain, TODAY);
        assert_eq!((deep.len(), deep.last().unwrap().more), (1 + DEEP, 1));
    }

    #[test]
    fn where_decisions_are_taken_is_said_with_its_source_and_its_date() {
        let input = |country: &str, source: &str, as_of: &str| ControlInput {
            control_country: country.into(),
            control_source: source.into(),
            control_as_of: as_of.into(),
        };
        let said = (Language::French, TODAY);
        let sound = check_control(&input("de", "rapport annuel", "mars 2021"), said).unwrap();
        assert_eq!(sound.country, "DE");
        for (typed, field) in [
            (input("", "x", "2021"), "control_country"),
            (input("ZZ", "x", "2021"), "control_country"),
            (input("DE", "", "2021"), "control_source"),
            (input("DE", "x", ""), "control_as_of"),
            (input("DE", "x", "mars 2031"), "control_as_of"),
        ] {
            let faults = check_control(&typed, said).unwrap_err().0;
            assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), [field]);
        }
    }
}
