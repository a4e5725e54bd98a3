//! The board: the stages side by side, their cards, and what they sum to.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Page, Problem};

use super::super::super::pages::fields::jobs_text;
use super::super::super::stages::{STAGES, Stage};
use super::super::storage::{self, Column, Row};
use super::address::Address;
use super::bar::{Bar, Own};
use super::list::days_since;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame};
use crate::saved_views::Panel;

const CARDS: i64 = 20;
/// The stages that the board shows side by side: what one works on, between the lead and the verified win.
const BOARD: std::ops::RangeInclusive<u8> = 1..=6;

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
#[template(path = "investment/lists/pages/board.html")]
struct Board {
    frame: Frame,
    address: Address,
    bar: Bar,
    views: Panel,
    lanes: Vec<Lane>,
    /// The stages that the board does not show, how many projects are there, and where to see them.
    beside: Vec<(Stage, i64, String)>,
    shadows: Vec<(String, i64)>,
    total: i64,
    may_open: bool,
}

pub async fn show(app: &App, caller: &Caller, address: Address) -> Result<Response, Problem> {
    let every: Vec<Stage> = STAGES.iter().map(|rule| rule.stage).collect();
    let (me, (columns, cards, shadows, shown, filter, own, views)) = app
        .read(caller, |r, me| {
            let own = Own::read(r, &me.actor, &address)?;
            let filter = address.filter(&own.headings);
            let asked = |stage: &Stage| match filter.stages.as_slice() {
                [] => BOARD.contains(&stage.0),
                chosen => chosen.contains(stage),
            };
            let shown: Vec<Stage> = every.iter().copied().filter(asked).collect();
            let columns = storage::columns(r, &me.actor, &filter, &every)?;
            let cards = storage::column_cards(r, &me.actor, &filter, &shown, CARDS)?;
            let (shadows, views) =
                (storage::shadows(r, &me.actor)?, Panel::of(r, me, "/projects", address.whole())?);
            Ok((columns, cards, shadows, shown, filter, own, views))
        })
        .await?;
    let may_open = me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me, "projects").done(address.done.clone());
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
    let beside = columns
        .iter()
        .filter(|column| !shown.contains(&column.stage))
        .map(|column| (column.stage, column.projects, address.set("stage", Some(column.stage.key()))))
        .collect();
    let shadows = shadows.into_iter().map(|(_, name, n)| (name, n)).collect();
    let bar = Bar::of(&frame, &address, &filter, &own);
    Ok(Page(StatusCode::OK, Board { frame, address, bar, views, lanes, beside, shadows, total, may_open })
        .into_response())
}

impl Board {
    fn counted(&self) -> &'static str {
        self.address.counted()
    }

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
        let jobs = if stats.unknown > 0 && stats.low.is_some() {
            t.with2("board-jobs-unknown", "jobs", jobs, "n", stats.unknown)
        } else {
            jobs
        };
        // What is left out of the sum is said; when nothing is shown, the words above say it.
        if stats.unshown > 0 && stats.unshown < stats.projects {
            t.with2("board-jobs-unshown", "jobs", jobs, "n", stats.unshown)
        } else {
            jobs
        }
    }
}
