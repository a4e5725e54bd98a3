//! A territory: its facts, what it is part of, and what it is made of, now and on another day, as far as that is known.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::database::Reader;
use platform::dates::{ImpreciseDate, MissingYear, day_with_year};
use platform::text::tidy;
use platform::web::{Faults, Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::model::{Former, Link, Place, Territory, TerritoryId, TerritoryKind, Total};
use super::super::outlines::{Map, Shape, map_of, shapes};
use super::super::rules::{editions, typology};
use super::super::storage;
use super::former;
use crate::frame::links::Link as Record;
use crate::frame::{App, Caller, Frame, Me};
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

/// What is read of a territory.
struct Looked {
    territory: Territory,
    postal_codes: Vec<String>,
    wholes: Vec<Link>,
    /// The départements and régions over which it lies, when it is a grouping of communes.
    spread: Vec<Place>,
    /// What holds its code, when it is a commune that merged.
    successor: Option<Former>,
    /// What it is made of on that day, when that is known.
    parts: Vec<Link>,
    total: Total,
    records: Vec<Record>,
    drawn: Vec<Shape>,
}

#[derive(Template)]
#[template(path = "reference/territories/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    territory: Territory,
    postal_codes: Vec<String>,
    wholes: Vec<Link>,
    spread: Vec<Place>,
    successor: Option<Former>,
    parts: Vec<Link>,
    total: Total,
    typed: String,
    at: Date,
    today: Date,
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

    /// Those of a kind over which it lies.
    fn over(&self, kind: &str) -> Vec<&Place> {
        self.spread.iter().filter(|place| place.kind.key() == kind).collect()
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

    fn is_known(&self) -> bool {
        self.territory.is_known(self.at)
    }

    /// Since when what it is made of is known, and by which edition.
    fn known_from(&self) -> String {
        let t = &self.frame.t;
        match &self.territory.known_from {
            Some(from) => t.with("territory-known-from", "day", self.day(from)),
            None => t.text("territory-known-never").to_owned(),
        }
    }

    /// How many parts it has that day, and their people: those of today, whatever the day.
    fn counted(&self) -> String {
        let t = &self.frame.t;
        let parts = t.with2("territory-parts-at", "n", self.total.parts, "day", self.day(&self.at));
        let Some(people) = self.total.people.filter(|_| self.total.parts > 0) else { return parts };
        let vintage = editions(self.total.oldest.as_deref(), self.total.newest.as_deref());
        let people = if self.at < self.today {
            t.with2("territory-people-today", "n", people, "vintage", vintage)
        } else {
            t.with2("territory-people", "n", people, "vintage", vintage)
        };
        format!("{parts} · {people}")
    }

    /// That its own figure and the sum of its parts come from two sources, when they differ.
    fn two_counts(&self) -> Option<String> {
        let (own, sum) = self.territory.population.zip(self.total.people)?;
        let two = own != sum && self.territory.kind == TerritoryKind::Epci && self.at >= self.today;
        two.then(|| self.frame.t.with2("territory-two-counts", "own", own, "sum", sum))
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
) -> Result<Response, Problem> {
    let id: TerritoryId = id.parse().map_err(|()| ProblemKind::NotFound)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = tidy(view.at.as_deref().unwrap_or_default());
    let (me, (found, (at, faults))) = app
        .read(&caller, |r, me| {
            let day = day_of(&typed, me, today);
            let Some(territory) = storage::find(r, &id)? else {
                let former = storage::former_of(r, &id)?.ok_or(ProblemKind::NotFound)?;
                return Ok((Err(former), day));
            };
            let after = view.after_key.clone().zip(view.after.clone());
            Ok((Ok(look(r, me, &app, territory, (day.0, after))?), day))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "territories");
    let mut looked = match found {
        Ok(looked) => looked,
        Err(merged) => return Ok(former::page(frame, merged).into_response()),
    };
    let next = next(&mut looked.parts, &typed);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let Looked { territory, postal_codes, wholes, spread, successor, parts, total, records, drawn } = looked;
    let title = frame.t.with("territory-map", "name", &territory.name);
    let source = format!("/territories/{}/outline.json?at={at}", territory.id);
    let map = map_of(&territory, &drawn, source, title);
    let page = Sheet {
        frame,
        territory,
        postal_codes,
        wholes,
        spread,
        successor,
        parts,
        total,
        typed,
        at,
        today,
        faults,
        next,
        records,
        map,
    };
    Ok(Page(status, page).into_response())
}

/// The day that was typed; today when it was not understood.
fn day_of(typed: &str, me: &Me, today: Date) -> (Date, Faults) {
    let mut faults = Faults::default();
    if typed.is_empty() {
        return (today, faults);
    }
    if let Ok(date) = ImpreciseDate::parse(typed, me.language, today, MissingYear::Last) {
        return (date.latest(), faults);
    }
    faults.add("at", "error-when");
    (today, faults)
}

fn look(
    reader: &Reader,
    me: &Me,
    app: &App,
    territory: Territory,
    (at, after): (Date, Option<(String, String)>),
) -> Result<Looked, Problem> {
    let id = &territory.id;
    let (total, parts) = if territory.may_have_parts() && territory.is_known(at) {
        let parts = storage::parts(reader, id, at, after.as_ref(), PAGE_AND_ONE)?;
        (storage::parts_total(reader, id, at)?, parts)
    } else {
        (Total::default(), Vec::new())
    };
    Ok(Looked {
        total,
        parts,
        postal_codes: match territory.kind {
            TerritoryKind::Commune | TerritoryKind::Arrondissement => storage::postal_codes(reader, id)?,
            _ => Vec::new(),
        },
        wholes: storage::wholes(reader, id)?,
        spread: match territory.kind {
            TerritoryKind::Epci | TerritoryKind::Ept => storage::spread(reader, id)?,
            _ => Vec::new(),
        },
        successor: if territory.valid_until.is_some() { storage::former_of(reader, id)? } else { None },
        records: app.registry.of_territory(reader, &me.actor, id.as_str())?,
        drawn: shapes(reader, &territory, at)?,
        territory,
    })
}

/// The place of the next parts, if there are more.
fn next(parts: &mut Vec<Link>, typed: &str) -> Option<String> {
    (parts.len() > PAGE).then(|| {
        parts.truncate(PAGE);
        let last = parts.last().map(|part| (platform::text::normalise(&part.name), part.id.to_string()));
        let (key, id) = last.unwrap_or_default();
        let pairs = [("at", typed.to_owned()), ("after_key", key), ("after", id)];
        serde_html_form::to_string(pairs).unwrap_or_default()
    })
}
