//! The bar above the board and the list: what narrows them, and what could.

use platform::access::Actor;
use platform::database::{Reader, Result};
use platform::i18n::Text;

use super::super::super::fields::{Field, Input};
use super::super::super::pages::fields::choice_label;
use super::super::super::stages::STAGES;
use super::super::super::status::Status;
use super::super::columns::{COLUMNS, Column};
use super::super::filter::{FILTERED, Filter, Origin, Referent, Statuses, WAITS};
use super::address::Address;
use crate::directory::{Colleague, colleagues};
use crate::frame::Frame;
use crate::frame::lists::{Chip, Facet};
use crate::plan::{Heading, headings};
use crate::reference::territories::find;

/// The bar.
pub struct Bar {
    /// What is in force.
    pub chips: Vec<Chip>,
    /// What could be.
    pub facets: Vec<Facet>,
    /// The columns of the list, with their labels, and whether each stands there.
    pub columns: Vec<(Column, String, bool)>,
}

impl Bar {
    /// That of an address, for somebody who acts for such an organisation.
    pub fn of(frame: &Frame, address: &Address, filter: &Filter, own: &Own) -> Self {
        let columns = address.columns();
        Self {
            chips: chips(frame, address, filter, own),
            facets: facets(frame, filter, own),
            columns: COLUMNS
                .iter()
                .map(|column| (*column, column_label(&frame.t, *column), columns.contains(column)))
                .collect(),
        }
    }
}

/// What the organisation acted for may choose among.
pub struct Own {
    /// Its people.
    pub colleagues: Vec<Colleague>,
    /// Its axes and programmes.
    pub headings: Vec<Heading>,
    /// The name of the territory that the list is narrowed to.
    pub territory: Option<String>,
}

impl Own {
    /// Those of the actor, for an address.
    pub fn read(reader: &Reader, actor: &Actor, address: &Address) -> Result<Self> {
        let territory = match address.territory() {
            Some(id) => find(reader, &id)?.map(|one| one.name),
            None => None,
        };
        Ok(Self { colleagues: colleagues(reader, actor)?, headings: headings(reader, actor)?, territory })
    }

    fn under(&self, axis: bool) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(move |one| one.kind.is_axis() == axis)
    }
}

/// The label of a column.
pub fn column_label(t: &Text, column: Column) -> String {
    match column {
        Column::Field(field) => t.keyed("field-", field.key()),
        Column::Company => t.text("field-company").to_owned(),
        column => t.keyed("column-", column.key()),
    }
}

fn chips(frame: &Frame, address: &Address, filter: &Filter, own: &Own) -> Vec<Chip> {
    let t = &frame.t;
    let mut chips = Vec::new();
    let mut chip = |name: &str, value: &str, label: String| {
        chips.push(Chip { label, without: address.without(name, value) });
    };
    let said = |name: &str, value: String| t.with2("filter-said", "name", name, "value", value);
    match &filter.referent {
        Some(Referent::Me) => chip("referent", "me", t.text("filter-mine").to_owned()),
        Some(Referent::Nobody) => chip("referent", "nobody", t.text("filter-nobody").to_owned()),
        Some(Referent::Account(account)) => {
            let named = own.colleagues.iter().find(|colleague| colleague.account == *account);
            let name = named.map_or_else(|| t.text("event-other").to_owned(), |one| one.name.clone());
            chip("referent", account, said(t.text("column-referent"), name));
        }
        None => {}
    }
    if let Some(origin) = filter.origin {
        chip("origin", origin.key(), t.keyed("filter-origin-", origin.key()));
    }
    for (name, label, axis, chosen) in [
        ("axis", "field-axis", true, &filter.axes),
        ("programme", "column-programme", false, &filter.programmes),
    ] {
        for one in own.under(axis).filter(|one| chosen.contains(&one.id)) {
            chip(name, &one.id.to_string(), said(t.text(label), one.name(t.language).to_owned()));
        }
    }
    if let Some(territory) = &filter.territory {
        let name = own.territory.clone().unwrap_or_else(|| territory.to_string());
        let (key, label) =
            if filter.precisely { ("place", "column-place") } else { ("territory", "column-territory") };
        chip(key, territory.as_str(), said(t.text(label), name));
    }
    for stage in &filter.stages {
        chip("stage", stage.key(), said(t.text("column-stage"), t.keyed("stage-", stage.key())));
    }
    match &filter.statuses {
        Statuses::Open => {}
        Statuses::All => chip("status", "all", t.text("filter-status-all").to_owned()),
        Statuses::Only(statuses) => {
            for status in statuses {
                chip("status", status.key(), t.keyed("status-", status.key()));
            }
        }
    }
    for (field, values) in &filter.choices {
        for value in values {
            let label = said(&t.keyed("field-", field.key()), choice_label(frame, *field, value));
            chip(field.key(), value, label);
        }
    }
    if let Some(days) = filter.waiting {
        chip("waiting", &days.to_string(), t.with("filter-waiting", "n", days));
    }
    chips
}

fn facets(frame: &Frame, filter: &Filter, own: &Own) -> Vec<Facet> {
    let t = &frame.t;
    let option = |key: &str, label: String| (key.to_owned(), label);
    let mut facets = Vec::new();
    let mut facet = |name: &'static str, label: String, options: Vec<(String, String)>| {
        if !options.is_empty() {
            facets.push(Facet { name, label, options });
        }
    };
    if filter.referent.is_none() {
        let mut people = vec![
            option("me", t.text("filter-mine").to_owned()),
            option("nobody", t.text("filter-nobody").to_owned()),
        ];
        people.extend(own.colleagues.iter().map(|one| option(&one.account, one.name.clone())));
        facet("referent", t.text("column-referent").to_owned(), people);
    }
    for (name, label, axis, chosen) in [
        ("axis", "field-axis", true, &filter.axes),
        ("programme", "column-programme", false, &filter.programmes),
    ] {
        let left = own.under(axis).filter(|one| !chosen.contains(&one.id));
        let left = left.map(|one| (one.id.to_string(), one.name(t.language).to_owned()));
        facet(name, t.text(label).to_owned(), left.collect());
    }
    let stages = STAGES.iter().map(|rule| rule.stage).filter(|stage| !filter.stages.contains(stage));
    let stages = stages.map(|stage| option(stage.key(), t.keyed("stage-", stage.key()))).collect();
    facet("stage", t.text("column-stage").to_owned(), stages);
    if filter.statuses != Statuses::All {
        let chosen =
            |status: &Status| matches!(&filter.statuses, Statuses::Only(these) if these.contains(status));
        let statuses = Status::ALL.iter().filter(|status| !chosen(status));
        let statuses = statuses.map(|status| option(status.key(), t.keyed("status-", status.key())));
        let all = option("all", t.text("filter-status-all").to_owned());
        facet("status", t.text("filter-group-status").to_owned(), statuses.chain([all]).collect());
    }
    for field in FILTERED {
        facet(field.key(), t.keyed("field-", field.key()), left(frame, filter, *field));
    }
    if filter.waiting.is_none() {
        let waits = WAITS.iter().map(|days| option(&days.to_string(), t.with("filter-days", "n", *days)));
        facet("waiting", t.text("filter-group-waiting").to_owned(), waits.collect());
    }
    if filter.origin.is_none() {
        let origins = Origin::ALL.iter();
        let origins = origins.map(|one| option(one.key(), t.keyed("filter-origin-", one.key())));
        facet("origin", t.text("column-owner").to_owned(), origins.collect());
    }
    facets
}

/// The values of a field that are not chosen yet.
fn left(frame: &Frame, filter: &Filter, field: Field) -> Vec<(String, String)> {
    let Input::Choice(keys) = field.rule().input else { return Vec::new() };
    let chosen = filter.choices.iter().find(|(known, _)| *known == field);
    keys.iter()
        .filter(|key| chosen.is_none_or(|(_, values)| !values.contains(*key)))
        .map(|key| ((*key).to_owned(), choice_label(frame, field, key)))
        .collect()
}
