//! The board and the list of projects: the same filters, in the address.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::fields::SECTORS;
use super::super::model::{ListFilter, Sort, Statuses};
use super::super::stages::{STAGES, Stage};
use super::super::status::Status;
use super::super::storage::list::{self, Column, Key, Place, Row};
use super::fields::{figure_text, jobs_text};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame};
use crate::plan::{Heading, headings};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;
const CARDS: i64 = 20;
/// The stages that the board shows side by side: what one works on, between the lead and the verified win.
const BOARD: std::ops::RangeInclusive<u8> = 1..=6;

/// The filters and the view, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct View {
    view: Option<String>,
    stage: Option<String>,
    status: Option<String>,
    sector: Option<String>,
    axis: Option<String>,
    programme: Option<String>,
    mine: Option<String>,
    sort: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

/// A filter in force, with the address that removes it.
pub struct Chip {
    label: String,
    without: String,
}

/// A filter to add.
pub struct Offer {
    label: String,
    url: String,
}

/// A column of the board.
pub struct Lane {
    stage: Stage,
    usual: i64,
    reach: Vec<Stage>,
    back: Vec<Stage>,
    stats: Option<Column>,
    cards: Vec<Row>,
}

#[derive(Template)]
#[template(path = "investment/pages/board.html")]
struct Board {
    frame: Frame,
    view: View,
    chips: Vec<Chip>,
    offers: Vec<(&'static str, Vec<Offer>)>,
    lanes: Vec<Lane>,
    /// The stages that the board does not show, how many projects are there, and where to see them.
    beside: Vec<(Stage, i64, String)>,
    shadows: Vec<(String, i64)>,
    total: i64,
    may_open: bool,
}

#[derive(Template)]
#[template(path = "investment/pages/list.html")]
struct List {
    frame: Frame,
    view: View,
    chips: Vec<Chip>,
    offers: Vec<(&'static str, Vec<Offer>)>,
    rows: Vec<Row>,
    total: i64,
    next: Option<String>,
    by_jobs: bool,
    may_open: bool,
}

impl View {
    fn filter(&self, account: &str, headings: &[Heading]) -> ListFilter {
        ListFilter {
            stage: self.stage.as_deref().and_then(Stage::from_key),
            status: self.statuses(),
            sector: self.sector.clone().filter(|sector| SECTORS.contains(&sector.as_str())),
            referent: self.mine.as_ref().map(|_| account.to_owned()),
            axis: self.under(headings, true).map(|one| one.id),
            programme: self.under(headings, false).map(|one| one.id),
            sort: if self.sort.as_deref() == Some("jobs") { Sort::Jobs } else { Sort::Recent },
        }
    }

    /// The axis, or the programme, that the address names, if it is one of the organisation's.
    fn under<'h>(&self, headings: &'h [Heading], axis: bool) -> Option<&'h Heading> {
        let named = if axis { &self.axis } else { &self.programme }.as_deref()?;
        headings.iter().find(|one| one.kind.is_axis() == axis && one.id.to_string() == named)
    }

    /// Those that are not over, unless the address says otherwise.
    fn statuses(&self) -> Statuses {
        match self.status.as_deref() {
            Some("all") => Statuses::All,
            Some(key) => Status::from_key(key).map_or(Statuses::Open, Statuses::Only),
            None => Statuses::Open,
        }
    }

    fn is_list(&self) -> bool {
        self.view.as_deref() == Some("list")
    }

    /// The address of this view with one parameter changed, from the first page.
    fn url(&self, name: &str, value: Option<&str>) -> String {
        let own = [
            ("view", &self.view),
            ("stage", &self.stage),
            ("status", &self.status),
            ("sector", &self.sector),
            ("axis", &self.axis),
            ("programme", &self.programme),
            ("mine", &self.mine),
            ("sort", &self.sort),
        ];
        let kept = own
            .into_iter()
            .filter(|(key, _)| *key != name)
            .filter_map(|(key, value)| value.as_deref().map(|value| (key, value)));
        let pairs: Vec<(&str, &str)> = kept.chain(value.map(|value| (name, value))).collect();
        let query = serde_html_form::to_string(pairs).unwrap_or_default();
        if query.is_empty() { "/projects".into() } else { format!("/projects?{query}") }
    }

    fn chips(&self, frame: &Frame, headings: &[Heading]) -> Vec<Chip> {
        let t = &frame.t;
        let stage = self
            .stage
            .as_deref()
            .and_then(Stage::from_key)
            .map(|stage| (("stage"), t.with("filter-stage", "name", t.keyed("stage-", stage.key()))));
        let sector = self
            .sector
            .as_ref()
            .filter(|sector| SECTORS.contains(&sector.as_str()))
            .map(|sector| ("sector", t.with("filter-sector", "name", t.keyed("sector-", sector))));
        let status = match self.statuses() {
            Statuses::Open => None,
            Statuses::All => Some(("status", t.text("filter-status-all").to_owned())),
            Statuses::Only(status) => Some(("status", t.keyed("status-", status.key()))),
        };
        let mine = self.mine.as_ref().map(|_| ("mine", t.text("filter-mine").to_owned()));
        let axis = self
            .under(headings, true)
            .map(|one| ("axis", t.with("filter-axis", "name", one.name(t.language))));
        let programme = self
            .under(headings, false)
            .map(|one| ("programme", t.with("filter-programme", "name", one.name(t.language))));
        [stage, status, sector, axis, programme, mine]
            .into_iter()
            .flatten()
            .map(|(name, label)| Chip { label, without: self.url(name, None) })
            .collect()
    }

    fn offers(&self, frame: &Frame, headings: &[Heading]) -> Vec<(&'static str, Vec<Offer>)> {
        let t = &frame.t;
        let mine =
            vec![Offer { label: t.text("filter-mine").to_owned(), url: self.url("mine", Some("yes")) }];
        let stage = |stage: &Stage| Offer {
            label: t.keyed("stage-", stage.key()),
            url: self.url("stage", Some(stage.key())),
        };
        let stages = STAGES.iter().map(|rule| rule.stage).collect::<Vec<_>>();
        let status = |key: &str, label: String| Offer { label, url: self.url("status", Some(key)) };
        let all = status("all", t.text("filter-status-all").to_owned());
        let statuses = Status::ALL.iter().map(|one| status(one.key(), t.keyed("status-", one.key())));
        let sector = |sector: &&str| Offer {
            label: t.keyed("sector-", sector),
            url: self.url("sector", Some(sector)),
        };
        let under = |axis: bool| -> Vec<Offer> {
            let own = headings.iter().filter(|one| one.kind.is_axis() == axis);
            let name = if axis { "axis" } else { "programme" };
            own.map(|one| Offer {
                label: one.name(t.language).to_owned(),
                url: self.url(name, Some(&one.id.to_string())),
            })
            .collect()
        };
        let groups = vec![
            ("filter-group-people", mine),
            ("filter-group-axis", under(true)),
            ("filter-group-programme", under(false)),
            ("filter-group-stage", stages.iter().map(stage).collect()),
            ("filter-group-status", statuses.chain([all]).collect()),
            ("filter-group-sector", SECTORS.iter().map(sector).collect()),
        ];
        groups.into_iter().filter(|(_, offers)| !offers.is_empty()).collect()
    }
}

pub async fn index(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Response, Problem> {
    if view.is_list() { as_list(&app, &caller, view).await } else { as_board(&app, &caller, view).await }
}

async fn as_board(app: &App, caller: &Caller, view: View) -> Result<Response, Problem> {
    let chosen = view.stage.as_deref().and_then(Stage::from_key);
    let every: Vec<Stage> = STAGES.iter().map(|rule| rule.stage).collect();
    let shown: Vec<Stage> = every
        .iter()
        .copied()
        .filter(|stage| chosen.map_or(BOARD.contains(&stage.0), |one| one == *stage))
        .collect();
    let (me, (columns, cards, shadows, headings)) = app
        .read(caller, |r, me| {
            let headings = headings(r, &me.actor)?;
            let filter = view.filter(&me.account.to_string(), &headings);
            let columns = list::columns(r, &me.actor, &filter, &every)?;
            let cards = list::column_cards(r, &me.actor, &filter, &shown, CARDS)?;
            Ok((columns, cards, list::shadows(r, &me.actor)?, headings))
        })
        .await?;
    let may_open = me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me, "projects").done(view.done.clone());
    let lane = |stage: Stage| Lane {
        stage,
        usual: stage.rule().usual_days,
        reach: stage.onward().collect(),
        back: stage.backward().collect(),
        stats: columns.iter().find(|column| column.stage == stage).copied(),
        cards: cards.iter().filter(|row| row.stage == stage).cloned().collect(),
    };
    let lanes = shown.iter().map(|stage| lane(*stage)).collect();
    let total = columns.iter().map(|column| column.projects).sum();
    let beside = |stages: &mut dyn Iterator<Item = &Stage>| -> Vec<(Stage, i64, String)> {
        stages
            .filter(|stage| !shown.contains(stage))
            .filter_map(|stage| columns.iter().find(|column| column.stage == *stage))
            .map(|column| (column.stage, column.projects, view.url("stage", Some(column.stage.key()))))
            .collect()
    };
    let beside = beside(&mut every.iter());
    let shadows = shadows.into_iter().map(|(_, name, n)| (name, n)).collect();
    let (chips, offers) = (view.chips(&frame, &headings), view.offers(&frame, &headings));
    Ok(Page(StatusCode::OK, Board { frame, view, chips, offers, lanes, beside, shadows, total, may_open })
        .into_response())
}

async fn as_list(app: &App, caller: &Caller, view: View) -> Result<Response, Problem> {
    let after = view.after.as_deref().and_then(place_of);
    let (me, (mut rows, total, sort, headings)) = app
        .read(caller, |r, me| {
            let headings = headings(r, &me.actor)?;
            let filter = view.filter(&me.account.to_string(), &headings);
            let rows = list::list(r, &me.actor, &filter, after, PAGE_AND_ONE)?;
            Ok((rows, list::count(r, &me.actor, &filter)?, filter.sort, headings))
        })
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let may_open = me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me, "projects").done(view.done.clone());
    let next = rows.last().filter(|_| more).map(|row| view.url("after", Some(&place_text(row.place(sort)))));
    let (chips, offers) = (view.chips(&frame, &headings), view.offers(&frame, &headings));
    Ok(Page(
        StatusCode::OK,
        List { frame, view, chips, offers, rows, total, next, by_jobs: sort == Sort::Jobs, may_open },
    )
    .into_response())
}

/// A place in the list, as the address carries it.
pub fn place_text(place: Place) -> String {
    match place.key {
        Key::Recent(at) => format!("r{}~{}", at.as_microsecond(), place.id),
        Key::Jobs(jobs) => format!("j{jobs}~{}", place.id),
    }
}

/// The place that an address carries.
pub fn place_of(text: &str) -> Option<Place> {
    let (key, id) = text.split_once('~')?;
    let number: i64 = key.get(1..)?.parse().ok()?;
    let key = match key.get(..1)? {
        "r" => Key::Recent(jiff::Timestamp::from_microsecond(number).ok()?),
        "j" => Key::Jobs(number),
        _ => return None,
    };
    Some(Place { key, id: id.parse().ok()? })
}

impl Board {
    fn jobs(&self, row: &Row) -> Option<String> {
        row.jobs().map(|jobs| jobs_text(&self.frame, &jobs))
    }

    fn days(&self, row: &Row) -> i64 {
        days_since(&self.frame, row)
    }

    fn late(&self, lane: &Lane, row: &Row) -> bool {
        self.days(row) > lane.usual
    }

    /// "33 à 42 emplois, un inconnu": a sum of ranges stays a range.
    fn sum(&self, lane: &Lane) -> String {
        let t = &self.frame.t;
        let Some(stats) = lane.stats else { return t.text("board-empty-column").to_owned() };
        let (low, high) = (stats.low.unwrap_or(0), stats.high.unwrap_or(0));
        let jobs = match (stats.low, stats.open_ended) {
            // Every project there is known by its card alone.
            (None, 0) if stats.unknown == 0 => t.text("board-jobs-hidden").to_owned(),
            (None, _) => t.text("board-no-jobs").to_owned(),
            (Some(_), 0) if low == high => t.with("board-jobs", "n", low),
            (Some(_), 0) => t.with2("board-jobs-range", "low", low, "high", high),
            (Some(_), _) => t.with("board-jobs-least", "n", low),
        };
        if stats.unknown > 0 && stats.low.is_some() {
            t.with2("board-jobs-unknown", "jobs", jobs, "n", stats.unknown)
        } else {
            jobs
        }
    }
}

impl List {
    fn days(&self, row: &Row) -> i64 {
        days_since(&self.frame, row)
    }

    fn jobs(&self, row: &Row) -> Option<String> {
        row.jobs().map(|jobs| figure_text(&jobs, self.frame.t.language))
    }

    fn total_text(&self) -> String {
        let t = &self.frame.t;
        if self.total > 10_000 {
            t.with("list-total-many", "n", 10_000_i64)
        } else {
            t.with("projects-visible", "n", self.total)
        }
    }
}

fn days_since(frame: &Frame, row: &Row) -> i64 {
    frame.now.duration_since(row.stage_entered_at).as_hours() / 24
}
