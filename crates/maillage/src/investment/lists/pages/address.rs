//! What the address of a list says: its presentation, its filters, its order, its columns and its place. All that a list
//! shows stands there, so that it can be kept, sent and opened again.

use std::ops::Deref;

use jiff::Timestamp;
use platform::web::ProblemKind;

use super::super::super::fields::Field;
use super::super::super::stages::Stage;
use super::super::super::status::Status;
use super::super::columns::Column;
use super::super::filter::{FILTERED, Filter, Origin, Referent, Sort, Statuses, WAITS};
use super::super::storage::{Key, Place};
use crate::frame::lists::Said;
use crate::plan::Heading;
use crate::reference::territories::TerritoryId;

/// What an address says once.
const ONCE: &[&str] = &["view", "referent", "origin", "territory", "place", "waiting", "sort"];

/// An address, read.
#[derive(Clone, Debug, Default)]
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
        let several = |name: &str| {
            ["stage", "status", "column", "axis", "programme"].contains(&name)
                || FILTERED.iter().any(|field| field.key() == name)
        };
        Said::read("/projects", query, ONCE, several).map(Self)
    }

    /// The address without a filter, in the same presentation.
    pub fn cleared(&self) -> &'static str {
        match self.value("view") {
            Some("list") => "/projects?view=list",
            Some("map") => "/projects?view=map",
            _ => "/projects",
        }
    }

    /// Whether it asks for the list rather than the board.
    pub fn is_list(&self) -> bool {
        self.value("view") == Some("list")
    }

    /// Whether it asks for the map.
    pub fn is_map(&self) -> bool {
        self.value("view") == Some("map")
    }

    /// The territory that it is narrowed to.
    pub fn territory(&self) -> Option<TerritoryId> {
        self.value("place").or_else(|| self.value("territory")).and_then(|text| text.parse().ok())
    }

    /// Whether it is narrowed to what is there precisely, not in a part of it.
    fn is_precise(&self) -> bool {
        self.value("place").is_some()
    }

    /// How what it holds is counted, in words: those that are over are not, unless they are asked for.
    pub fn counted(&self) -> &'static str {
        if self.value("status").is_none() { "projects-ongoing" } else { "projects-visible" }
    }

    /// The list of what it holds in a territory, precisely: as the map counts it.
    pub fn listed_in(&self, territory: &TerritoryId) -> String {
        let mut other = self.0.clone();
        other.pairs.retain(|(name, _)| !["view", "territory", "place"].contains(&name.as_str()));
        other.pairs.insert(0, ("view".into(), "list".into()));
        other.pairs.push(("place".into(), territory.to_string()));
        other.whole()
    }

    /// The filters and the order, among the axes and programmes of the organisation acted for. Those that are not over,
    /// unless it says otherwise.
    pub fn filter(&self, headings: &[Heading]) -> Filter {
        let statuses: Vec<Status> = self.values("status").filter_map(Status::from_key).collect();
        let under = |name, axis: bool| {
            let known = headings.iter().filter(|one| one.kind.is_axis() == axis).map(|one| one.id);
            known.filter(|id| self.values(name).any(|text| text == id.to_string())).collect()
        };
        let mut filter = Filter {
            axes: under("axis", true),
            programmes: under("programme", false),
            stages: self.values("stage").filter_map(Stage::from_key).collect(),
            statuses: match self.value("status") {
                Some("all") => Statuses::All,
                _ if statuses.is_empty() => Statuses::Open,
                _ => Statuses::Only(statuses),
            },
            referent: self.value("referent").and_then(Referent::from_key),
            origin: self.value("origin").and_then(Origin::from_key),
            territory: self.territory(),
            precisely: self.is_precise(),
            waiting: self.value("waiting").and_then(|days| days.parse().ok()).filter(|n| WAITS.contains(n)),
            sort: self.value("sort").and_then(Sort::from_key).unwrap_or_default(),
            choices: Vec::new(),
        };
        for (name, value) in &self.pairs {
            if let Some(field) = Field::from_key(name).filter(|field| FILTERED.contains(field)) {
                filter.choose(field, value);
            }
        }
        filter
    }

    /// The columns.
    pub fn columns(&self) -> Vec<Column> {
        Column::chosen(&self.values("column").collect::<Vec<_>>())
    }

    /// Where the list goes on.
    pub fn place(&self) -> Option<Place> {
        self.after.as_deref().and_then(place_of)
    }

    /// The next page.
    pub fn going_on(&self, place: Place) -> String {
        self.further(&place_text(place))
    }
}

/// A place in the list, as the address carries it.
pub fn place_text(place: Place) -> String {
    match place.key {
        Key::Recent(at) => format!("r{}~{}", at.as_microsecond(), place.id),
        Key::Jobs(jobs) => format!("j{jobs}~{}", place.id),
        Key::Waiting(at) => format!("w{}~{}", at.as_microsecond(), place.id),
    }
}

/// The place that an address carries.
pub fn place_of(text: &str) -> Option<Place> {
    let (key, id) = text.split_once('~')?;
    let number: i64 = key.get(1..)?.parse().ok()?;
    let moment = || Timestamp::from_microsecond(number).ok();
    let key = match key.get(..1)? {
        "r" => Key::Recent(moment()?),
        "j" => Key::Jobs(number),
        "w" => Key::Waiting(moment()?),
        _ => return None,
    };
    Some(Place { key, id: id.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        let address =
            Address::read("view=list&sector=health&sector=energy&stage=&moon=1&after=x&done=y").unwrap();
        assert_eq!(address.whole(), "/projects?view=list&sector=health&sector=energy");
        assert_eq!(address.without("sector", "health"), "/projects?view=list&sector=energy");
        assert_eq!(address.set("sector", Some("luxury")), "/projects?view=list&sector=luxury");
        assert_eq!(address.set("view", None), "/projects?sector=health&sector=energy");
        assert_eq!(Address::read("").unwrap().whole(), "/projects");
    }

    #[test]
    fn what_is_said_once_is_not_said_twice() {
        for twice in ["view=list&view=board", "sort=jobs&sort=recent", "after=a&after=b", "done=a&done=b"] {
            assert_eq!(Address::read(twice).err(), Some(ProblemKind::Unreadable), "{twice}");
        }
    }

    #[test]
    fn projects_that_are_over_are_asked_for() {
        let statuses = |query| Address::read(query).unwrap().filter(&[]).statuses;
        assert_eq!(statuses(""), Statuses::Open);
        assert_eq!(statuses("status=moon"), Statuses::Open);
        assert_eq!(statuses("status=all"), Statuses::All);
        assert_eq!(
            statuses("status=lost&status=dormant"),
            Statuses::Only(vec![Status::Lost, Status::Dormant])
        );
    }

    #[test]
    fn a_place_is_written_and_read() {
        let id = "0192f0a0-0000-7000-8000-000000000001".parse().unwrap();
        for key in [Key::Jobs(-1), Key::Recent(Timestamp::UNIX_EPOCH), Key::Waiting(Timestamp::UNIX_EPOCH)] {
            let place = Place { key, id };
            assert_eq!(place_of(&place_text(place)), Some(place));
        }
        assert_eq!(place_of("x1~0192f0a0-0000-7000-8000-000000000001"), None);
    }
}
