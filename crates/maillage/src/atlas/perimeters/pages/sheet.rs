//! A perimeter: its map, what it amounts to, its communes and its versions.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use platform::access::Level;
use platform::database::Reader;
use platform::dates::{ImpreciseDate, MissingYear, day_with_year};
use platform::i18n::Arg;
use platform::text::tidy;
use platform::web::{Faults, Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::model::{Commune, Difference, Member, Perimeter, Summary, Tally, Version};
use super::super::storage::read;
use super::id_of;
use super::list::time;
use crate::atlas::competences::Competent;
use crate::frame::links::Link;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Me};
use crate::reference::territories::outlines::{Map, Shape, named};
use crate::reference::territories::{TerritoryKind, editions};

const PAGE: usize = 100;
const PAGE_AND_ONE: i64 = 101;
/// Differences that are named; beyond, only that there are more.
const NAMED: i64 = 61;
/// More communes than this are drawn by the map only; the picture shows what was chosen.
const DRAWN: usize = 400;

/// The day looked at, the place in the list of communes, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    at: Option<String>,
    after_key: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

/// What a version holds.
struct Held {
    version: Version,
    members: Vec<Member>,
    summary: Summary,
    tallies: Vec<Tally>,
    communes: Vec<Commune>,
    differences: Vec<Difference>,
}

#[derive(Template)]
#[template(path = "atlas/perimeters/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    perimeter: Perimeter,
    versions: Vec<Version>,
    held: Option<Held>,
    map: Option<Map>,
    typed: String,
    at: Date,
    faults: Faults,
    next: Option<String>,
    records: Vec<Link>,
    competent: Vec<Competent>,
    edits: bool,
    manages: bool,
}

impl Sheet {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn time(&self, version: &Version) -> String {
        time(&self.frame, version.valid_from, version.valid_until)
    }

    fn of_kind<'a>(&self, held: &'a Held, kind: &str) -> Vec<&'a Tally> {
        held.tallies.iter().filter(|tally| tally.kind.key() == kind).collect()
    }

    /// Of how many départements and régions it is, in words, when there are several.
    fn straddles(&self, held: &Held) -> Option<String> {
        let count = |kind: TerritoryKind| held.tallies.iter().filter(|tally| tally.kind == kind).count();
        let (departements, regions) = (count(TerritoryKind::Departement), count(TerritoryKind::Region));
        match (departements, regions) {
            (_, 2..) => {
                Some(self.frame.t.with2("perimeter-straddles-regions", "d", departements, "r", regions))
            }
            (2.., _) => Some(self.frame.t.with("perimeter-straddles", "d", departements)),
            _ => None,
        }
    }

    /// Its people, as far as they are counted.
    fn people(&self, summary: &Summary) -> String {
        let Some(people) = summary.people else { return self.frame.t.text("not-known").to_owned() };
        let missing = summary.held() - summary.counted;
        let editions = editions(summary.oldest.as_deref(), summary.newest.as_deref());
        let counted = self.frame.t.with2("perimeter-people", "n", people, "vintage", editions);
        if missing > 0 {
            format!("{counted} {}", self.frame.t.with("perimeter-people-missing", "n", missing))
        } else {
            counted
        }
    }

    /// Its communes by size, those of which there are any.
    fn sizes(&self, summary: &Summary) -> Vec<(String, i64, i64)> {
        let of = [
            ("rural", summary.rural),
            ("small-town", summary.small),
            ("middle-town", summary.middle),
            ("city", summary.city),
        ];
        let all: i64 = of.iter().map(|(_, n)| n).sum();
        let of = of.into_iter().filter(|(_, n)| *n > 0);
        of.map(|(key, n)| (self.frame.t.keyed("typology-", key), n, 100 * n / all.max(1))).collect()
    }

    fn size(&self, n: &i64, name: &str, share: &i64) -> String {
        let args = vec![("n", Arg::from(*n)), ("name", Arg::from(name)), ("share", Arg::from(*share))];
        self.frame.t.format("perimeter-size", args)
    }

    /// That the oldest composition known stands for that of the first day, and for how many of what was chosen.
    fn assumed(&self, held: &Held) -> String {
        let day = self.day(&held.version.valid_from);
        self.frame.t.with2("perimeter-assumed", "n", held.summary.assumed, "day", day)
    }

    fn is_shown(&self, version: &Version) -> bool {
        self.held.as_ref().is_some_and(|held| held.version.id == version.id)
    }

    fn before(&self, held: &Held) -> Option<&Version> {
        self.versions.iter().find(|version| version.number + 1 == held.version.number)
    }
}

/// The version that holds on a day; without one, the last that began before it, otherwise the first.
pub fn chosen(versions: &[Version], day: Date) -> Option<&Version> {
    let holding = versions.iter().find(|version| version.holds(day));
    holding.or_else(|| versions.iter().find(|version| version.valid_from <= day)).or_else(|| versions.last())
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
) -> Result<Page<Sheet>, Problem> {
    let id = id_of(&id)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = tidy(view.at.as_deref().unwrap_or_default());
    let after = view.after_key.clone().zip(view.after.clone());
    let (me, (perimeter, level, versions, held, shapes, (at, faults, records, competent))) = app
        .read(&caller, |r, me| {
            let (perimeter, level) = read::find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let (at, faults) = day_of(&typed, me, today);
            let (records, competent) = read::around(r, &me.actor, id)?;
            let looked = (at, faults, records, competent);
            if level < Level::Read {
                return Ok((perimeter, level, Vec::new(), None, Vec::new(), looked));
            }
            let versions = read::versions(r, id)?;
            let version = chosen(&versions, at).cloned().ok_or(ProblemKind::Internal)?;
            let before =
                versions.iter().find(|one| one.number + 1 == version.number).map(|one| one.id.clone());
            let held = held(r, version, before.as_deref(), after.as_ref())?;
            let shapes = drawn(r, &held)?;
            Ok((perimeter, level, versions, Some(held), shapes, looked))
        })
        .await?;
    let mut held = held;
    let next = held.as_mut().and_then(|held| next(held, &typed));
    let edits = level >= Level::Edit && me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "perimeters").done(view.done);
    let title = frame.t.with("territory-map", "name", &perimeter.name);
    let map = Map::of(
        &shapes,
        |shape| !shape.territory.starts_with("commune-"),
        format!("/perimeters/{id}/outline.json?at={at}"),
        title,
    );
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let manages = edits && level >= Level::Manage;
    let page = Sheet {
        frame,
        perimeter,
        versions,
        held,
        map,
        typed,
        at,
        faults,
        next,
        records,
        competent,
        edits,
        manages,
    };
    Ok(Page(status, page))
}

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

fn held(
    reader: &Reader,
    version: Version,
    before: Option<&str>,
    after: Option<&(String, String)>,
) -> Result<Held, Problem> {
    let id = version.id.as_str();
    Ok(Held {
        members: read::members(reader, id)?,
        summary: read::summary(reader, &version)?,
        tallies: read::tallies(reader, id, version.valid_from)?,
        communes: read::communes(reader, id, after, PAGE_AND_ONE)?,
        differences: match before {
            Some(before) => read::differences(reader, before, id, NAMED)?,
            None => Vec::new(),
        },
        version,
    })
}

/// What the picture draws: each commune when they are few, otherwise what was chosen.
fn drawn(reader: &Reader, held: &Held) -> Result<Vec<Shape>, Problem> {
    let ids = if usize::try_from(held.summary.held()).is_ok_and(|n| n <= DRAWN) {
        read::drawn(reader, &held.version.id)?
    } else {
        held.members.iter().map(|member| member.id.to_string()).take(DRAWN).collect()
    };
    Ok(named(reader, &ids)?)
}

fn next(held: &mut Held, typed: &str) -> Option<String> {
    (held.communes.len() > PAGE).then(|| {
        held.communes.truncate(PAGE);
        let last = held.communes.last().map(|commune| (commune.name_key.clone(), commune.id.to_string()));
        let (key, id) = last.unwrap_or_default();
        let pairs = [("at", typed.to_owned()), ("after_key", key), ("after", id)];
        serde_html_form::to_string(pairs).unwrap_or_default()
    })
}
