//! Territories by kind, and found by name, code, SIREN or postal code.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::text::tidy;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Former, Place, TerritoryKind};
use super::super::storage;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// What is asked, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    kind: Option<String>,
    q: Option<String>,
    after_key: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "reference/territories/pages/list.html")]
pub struct List {
    frame: Frame,
    kinds: Vec<(TerritoryKind, i64)>,
    chosen: TerritoryKind,
    asked: String,
    /// The commune that merged whose code was asked.
    former: Option<Former>,
    places: Vec<Place>,
    next: Option<String>,
}

impl List {
    fn is_chosen(&self, kind: &TerritoryKind) -> bool {
        self.asked.is_empty() && self.chosen == *kind
    }

    /// The département or région around it, or the country of a city abroad.
    fn within(&self, place: &Place) -> String {
        let abroad = || country_name(&place.country, self.frame.t.language).to_owned();
        place.within.clone().unwrap_or_else(|| if place.country == "FR" { String::new() } else { abroad() })
    }

    fn people(&self, place: &Place) -> String {
        place.population.map(|people| self.frame.t.number(people)).unwrap_or_default()
    }

    /// More were found than are shown.
    fn cut(&self) -> bool {
        !self.asked.is_empty() && self.next.is_some()
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<List>, Problem> {
    let asked = tidy(view.q.as_deref().unwrap_or_default());
    let chosen = view.kind.as_deref().and_then(TerritoryKind::from_key).unwrap_or(TerritoryKind::Region);
    let after = view.after_key.clone().zip(view.after.clone());
    let (me, (kinds, former, mut places)) = app
        .read(&caller, |r, _| {
            let (former, places) = if asked.is_empty() {
                (None, storage::list(r, chosen, after.as_ref(), PAGE_AND_ONE)?)
            } else {
                storage::found(r, &asked, PAGE_AND_ONE)?
            };
            Ok((storage::count_by_kind(r)?, former, places))
        })
        .await?;
    let next = (places.len() > PAGE).then(|| {
        places.truncate(PAGE);
        let last = places.last().map(|place| (place.name_key.clone(), place.id.to_string()));
        let (key, id) = last.unwrap_or_default();
        let pairs = [("kind", chosen.key().to_owned()), ("after_key", key), ("after", id)];
        serde_html_form::to_string(pairs).unwrap_or_default()
    });
    let frame = Frame::new(&app, &caller, me, "territories");
    Ok(Page(StatusCode::OK, List { frame, kinds, chosen, asked, former, places, next }))
}
