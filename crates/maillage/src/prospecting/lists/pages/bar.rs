//! The bar above the list: what narrows it, and what could.

use std::ops::Deref;

use platform::web::ProblemKind;

use super::super::filter::{Column, Due, Filter, SILENCES, Sort};
use crate::directory::Colleague;
use crate::frame::Frame;
use crate::frame::lists::{Chip, Facet, Said};
use crate::reference::country_name;

/// The page.
pub const PAGE: &str = "/companies";
const ONCE: &[&str] = &["silent", "due", "by", "sort"];

/// The address of the list.
pub struct Address(Said);

impl Deref for Address {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.0
    }
}

impl Address {
    /// Reads what stands behind the question mark.
    pub fn read(query: &str) -> Result<Self, ProblemKind> {
        let several = |name: &str| ["country", "control", "column"].contains(&name);
        Said::read(PAGE, query, ONCE, several).map(Self)
    }

    /// The address without a filter.
    pub fn cleared(&self) -> &'static str {
        PAGE
    }

    /// The filters and the order.
    pub fn filter(&self, own: Option<platform::Uuid>) -> Filter {
        Filter::of(
            |name| {
                self.pairs.iter().filter(|(known, _)| known == name).map(|(_, text)| text.as_str()).collect()
            },
            own,
        )
    }

    /// The columns.
    pub fn columns(&self) -> Vec<Column> {
        Column::chosen(&self.values("column").collect::<Vec<_>>())
    }

    /// The address that sorts by a column, or no longer does.
    pub fn sorted(&self, sort: Sort, now: Sort) -> (String, bool) {
        (self.set("sort", (now != sort).then(|| sort.key())), now == sort)
    }
}

/// The bar.
pub struct Bar {
    /// What is in force.
    pub chips: Vec<Chip>,
    /// What could be.
    pub facets: Vec<Facet>,
    /// The columns, with their labels, and whether each stands there.
    pub columns: Vec<(Column, String, bool)>,
}

impl Bar {
    /// That of an address, for an organisation with these people and these countries.
    pub fn of(frame: &Frame, address: &Address, people: &[Colleague], countries: &[(String, bool)]) -> Self {
        let columns = address.columns();
        let label = |column: Column| frame.t.keyed("company-column-", column.key());
        Self {
            chips: address.pairs.iter().filter_map(|pair| chip(frame, address, people, pair)).collect(),
            facets: facets(frame, address, people, countries),
            columns: Column::ALL
                .iter()
                .map(|column| (*column, label(*column), columns.contains(column)))
                .collect(),
        }
    }
}

fn country(frame: &Frame, code: &str) -> String {
    country_name(code, frame.t.language).to_owned()
}

fn chip(
    frame: &Frame,
    address: &Address,
    people: &[Colleague],
    (name, value): &(String, String),
) -> Option<Chip> {
    let t = &frame.t;
    let said = |key: &str, value: String| t.with2("filter-said", "name", t.text(key), "value", value);
    let label = match name.as_str() {
        "country" => said("field-country", country(frame, value)),
        "control" => said("field-control_country", country(frame, value)),
        "silent" => t.with("filter-silent", "n", value.parse::<i64>().ok()?),
        "due" => said("next-step", t.keyed("filter-due-", Due::from_key(value)?.key())),
        "by" if value == "me" => t.text("filter-by-me").to_owned(),
        "by" => {
            let named = people.iter().find(|one| one.account == *value)?;
            said("filter-by", named.name.clone())
        }
        _ => return None,
    };
    Some(Chip { label, without: address.without(name, value) })
}

fn facets(
    frame: &Frame,
    address: &Address,
    people: &[Colleague],
    countries: &[(String, bool)],
) -> Vec<Facet> {
    let t = &frame.t;
    let mut facets = Vec::new();
    let mut facet = |name: &'static str, label: &str, options: Vec<(String, String)>| {
        if !options.is_empty() {
            facets.push(Facet { name, label: t.text(label).to_owned(), options });
        }
    };
    for (name, label, control) in
        [("country", "field-country", false), ("control", "field-control_country", true)]
    {
        let left = countries
            .iter()
            .filter(|(code, of)| *of == control && address.values(name).all(|one| one != code));
        let mut left: Vec<_> = left.map(|(code, _)| (code.clone(), country(frame, code))).collect();
        left.sort_by_cached_key(|(_, label)| platform::text::normalise(label));
        facet(name, label, left);
    }
    if address.value("silent").is_none() {
        let days = SILENCES.iter().map(|days| (days.to_string(), t.with("filter-days", "n", *days)));
        facet("silent", "filter-group-silent", days.collect());
    }
    if address.value("due").is_none() {
        let dues = Due::ALL.iter().map(|due| (due.key().to_owned(), t.keyed("filter-due-", due.key())));
        facet("due", "next-step", dues.collect());
    }
    if address.value("by").is_none() {
        let me = ("me".to_owned(), t.text("filter-me").to_owned());
        let others = people.iter().map(|one| (one.account.clone(), one.name.clone()));
        facet("by", "filter-by", std::iter::once(me).chain(others).collect());
    }
    facets
}
