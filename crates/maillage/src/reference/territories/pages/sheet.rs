//! A territory: its facts, what it is part of, and what it is made of, now and on another day.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear, day_with_year};
use platform::text::tidy;
use platform::web::{Faults, Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::model::{Link, Territory, TerritoryId, TerritoryKind};
use super::super::outlines::{Map, map_of, shapes};
use super::super::rules::typology;
use super::super::storage;
use crate::frame::links::Link as Record;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

const PAGE: usize = 100;
const PAGE_AND_ONE: i64 = 101;

/// The day looked at, and the place in the list of parts.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    at: Option<String>,
    after_key: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "reference/territories/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    territory: Territory,
    postal_codes: Vec<String>,
    wholes: Vec<Link>,
    parts: Vec<Link>,
    total: i64,
    people: Option<i64>,
    typed: String,
    at: Date,
    faults: Faults,
    next: Option<String>,
    records: Vec<Record>,
    map: Option<Map>,
}

impl Sheet {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn country(&self) -> String {
        country_name(&self.territory.country, self.frame.t.language).to_owned()
    }

    fn number(&self, number: &i64) -> String {
        self.frame.t.number(*number)
    }

    /// How large a commune is, in words.
    fn typology(&self) -> Option<String> {
        let people = self.territory.population.filter(|_| self.territory.kind == TerritoryKind::Commune)?;
        Some(self.frame.t.keyed("typology-", typology(people).key()))
    }

    /// From when and until when, as far as is known.
    fn time(&self, link: &Link) -> String {
        let t = &self.frame.t;
        match (link.valid_from, link.valid_until) {
            (None, None) => String::new(),
            (Some(from), None) => t.with("since-day", "day", self.day(&from)),
            (from, Some(until)) => {
                let last = self.day(&until.yesterday().unwrap_or(until));
                from.map_or_else(
                    || t.with("until-day", "day", &last),
                    |from| t.with2("from-day-to-day", "from", self.day(&from), "until", &last),
                )
            }
        }
    }

    fn may_have_parts(&self) -> bool {
        !matches!(self.territory.kind, TerritoryKind::Commune | TerritoryKind::City)
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
) -> Result<Page<Sheet>, Problem> {
    let id: TerritoryId = id.parse().map_err(|()| ProblemKind::NotFound)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = tidy(view.at.as_deref().unwrap_or_default());
    let after = view.after_key.clone().zip(view.after.clone());
    let (me, page) = app
        .read(&caller, |r, me| {
            let territory = storage::find(r, &id)?.ok_or(ProblemKind::NotFound)?;
            let mut faults = Faults::default();
            let asked = (!typed.is_empty())
                .then(|| ImpreciseDate::parse(&typed, me.language, today, MissingYear::Last));
            let at = match asked {
                None => today,
                Some(Ok(date)) => date.latest(),
                Some(Err(_)) => {
                    faults.add("at", "error-when");
                    today
                }
            };
            let (total, people) = storage::parts_total(r, &id, at)?;
            let parts = storage::parts(r, &id, at, after.as_ref(), PAGE_AND_ONE)?;
            let (wholes, codes) = (storage::wholes(r, &id)?, storage::postal_codes(r, &id)?);
            let records = app.registry.of_territory(r, &me.actor, id.as_str())?;
            let drawn = shapes(r, &territory, at)?;
            Ok((territory, codes, wholes, parts, (total, people), at, faults, records, drawn))
        })
        .await?;
    let (territory, postal_codes, wholes, mut parts, (total, people), at, faults, records, drawn) = page;
    let next = (parts.len() > PAGE).then(|| {
        parts.truncate(PAGE);
        let last = parts.last().map(|part| (platform::text::normalise(&part.name), part.id.to_string()));
        let (key, id) = last.unwrap_or_default();
        let pairs = [("at", typed.clone()), ("after_key", key), ("after", id)];
        serde_html_form::to_string(pairs).unwrap_or_default()
    });
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(&app, &caller, me, "territories");
    let title = frame.t.with("territory-map", "name", &territory.name);
    let source = format!("/territories/{}/outline.json?at={at}", territory.id);
    let map = map_of(&territory, &drawn, source, title);
    let page = Sheet {
        frame,
        territory,
        postal_codes,
        wholes,
        parts,
        total,
        people,
        typed,
        at,
        faults,
        next,
        records,
        map,
    };
    Ok(Page(status, page))
}
