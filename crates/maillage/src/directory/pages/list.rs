//! The members of the instance, by name, filtered by family.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Card, Family, OrganisationId};
use super::super::storage;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// The filters, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Filters {
    family: Option<Family>,
    after_key: Option<String>,
    after: Option<OrganisationId>,
}

#[derive(Template)]
#[template(path = "directory/pages/list.html")]
pub struct List {
    frame: Frame,
    families: Vec<(Family, i64)>,
    chosen: Option<Family>,
    cards: Vec<Card>,
    next: Option<String>,
}

impl List {
    fn country(&self, card: &Card) -> String {
        country_name(&card.country, self.frame.t.language).to_owned()
    }

    fn is_chosen(&self, family: &Family) -> bool {
        self.chosen == Some(*family)
    }

    fn total(&self) -> i64 {
        self.families.iter().map(|(_, n)| n).sum()
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(filters): Query<Filters>,
) -> Result<Page<List>, Problem> {
    let after = filters.after_key.clone().zip(filters.after);
    let (me, (families, mut cards)) = app
        .read(&caller, |r, me| {
            let families = storage::count_by_family(r, &me.actor)?;
            Ok((families, storage::members(r, &me.actor, filters.family, after.as_ref(), PAGE_AND_ONE)?))
        })
        .await?;
    let next = (cards.len() > PAGE).then(|| {
        cards.truncate(PAGE);
        let last = cards.last().map(|card| (card.name_key.clone(), card.id.to_string())).unwrap_or_default();
        let family = filters.family.map(|family| ("family", family.key().to_owned()));
        let pairs: Vec<_> = family.into_iter().chain([("after_key", last.0), ("after", last.1)]).collect();
        serde_html_form::to_string(pairs).unwrap_or_default()
    });
    let frame = Frame::new(&app, &caller, me, "directory");
    Ok(Page(StatusCode::OK, List { frame, families, chosen: filters.family, cards, next }))
}
