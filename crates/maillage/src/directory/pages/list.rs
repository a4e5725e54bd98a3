//! The organisations that one sees, by name: the members, or all of them; by family, sub-type, country and beginning of a
//! name.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::text::{normalise, tidy};
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::categories::{CATEGORIES, category_named};
use super::super::model::{Card, Family, OrganisationId};
use super::super::storage::{self, Filter};
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::{countries, country_exists, country_name};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// The filters, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// `all` for more than the members.
    scope: String,
    family: String,
    category: String,
    country: String,
    territory: String,
    q: String,
    after_key: String,
    after: String,
}

impl Filters {
    fn all(&self) -> bool {
        self.scope == "all"
    }

    fn narrowed(&self) -> Filter {
        Filter {
            members: !self.all(),
            family: Family::from_key(&self.family),
            category: category_named(&self.category).map(|category| category.key),
            country: Some(self.country.clone()).filter(|code| country_exists(code)),
            name: normalise(&self.q),
            territory: self.territory.parse().ok(),
        }
    }

    /// Whether something is asked beside whom the list is of.
    fn narrows(&self) -> bool {
        [&self.family, &self.category, &self.country, &self.territory, &self.q]
            .iter()
            .any(|one| !one.is_empty())
    }

    /// The address of the list with one filter changed, from its first page.
    fn with(&self, name: &str, value: &str) -> String {
        let all = [
            ("scope", &self.scope),
            ("family", &self.family),
            ("category", &self.category),
            ("country", &self.country),
            ("territory", &self.territory),
            ("q", &self.q),
        ];
        let pairs = all.map(|(key, own)| (key, if key == name { value } else { own.as_str() }));
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_html_form::to_string(pairs).unwrap_or_default();
        if query.is_empty() { "/organisations".to_owned() } else { format!("/organisations?{query}") }
    }
}

#[derive(Template)]
#[template(path = "directory/pages/list.html")]
pub struct List {
    frame: Frame,
    /// How many the list holds, on all its pages.
    total: i64,
    /// Of members, how many by family.
    families: Vec<(Family, i64)>,
    filters: Filters,
    cards: Vec<Card>,
    next: Option<String>,
    adds: bool,
}

impl List {
    fn country(&self, card: &Card) -> String {
        country_name(&card.country, self.frame.t.language).to_owned()
    }

    fn is_chosen(&self, family: &Family) -> bool {
        self.filters.family == family.key()
    }

    /// How many the list holds, in words.
    fn total(&self) -> String {
        let t = &self.frame.t;
        if self.total > storage::MANY {
            t.with("list-total-many", "n", storage::MANY)
        } else if self.filters.narrows() {
            t.with("directory-found", "n", self.total)
        } else if self.filters.all() {
            t.with("directory-visible-all", "n", self.total)
        } else {
            t.with("directory-visible", "n", self.total)
        }
    }

    /// The count of a family, among members.
    fn count(&self, family: &Family) -> Option<i64> {
        self.families.iter().find(|(one, _)| one == family).map(|(_, n)| *n)
    }

    fn family_keys(&self) -> &'static [Family] {
        Family::ALL
    }

    fn categories(&self) -> Vec<Select> {
        let one = |key: &str| Select {
            key: key.to_owned(),
            label: self.frame.t.keyed("category-", key),
            chosen: key == self.filters.category,
        };
        CATEGORIES.iter().map(|category| one(category.key)).collect()
    }

    fn countries(&self) -> Vec<Select> {
        let one = |(code, name): (&str, &str)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == self.filters.country,
        };
        countries(self.frame.t.language).into_iter().map(one).collect()
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(mut filters): Query<Filters>,
) -> Result<Page<List>, Problem> {
    filters.q = tidy(&filters.q);
    let (filter, place) = (filters.narrowed(), filters.after.parse::<OrganisationId>().ok());
    let after = place.map(|id| (filters.after_key.clone(), id));
    let (me, (families, total, mut cards)) = app
        .read(&caller, |r, me| {
            let cards = storage::list(r, &me.actor, &filter, after.as_ref(), PAGE_AND_ONE)?;
            if !filter.members {
                return Ok((Vec::new(), storage::count(r, &me.actor, &filter)?, cards));
            }
            let families = storage::count_by_family(r, &me.actor, &filter)?;
            let asked = families.iter().filter(|(family, _)| filter.family.is_none_or(|one| one == *family));
            let total = asked.map(|(_, n)| n).sum();
            Ok((families, total, cards))
        })
        .await?;
    let next = (cards.len() > PAGE).then(|| {
        cards.truncate(PAGE);
        let last = cards.last().map(|card| (card.name_key.clone(), card.id.to_string())).unwrap_or_default();
        let place =
            serde_html_form::to_string([("after_key", last.0), ("after", last.1)]).unwrap_or_default();
        let here = filters.with("", "");
        format!("{here}{}{place}", if here.contains('?') { '&' } else { '?' })
    });
    let adds = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "directory");
    Ok(Page(StatusCode::OK, List { frame, total, families, filters, cards, next, adds }))
}
