//! What happened to a project over time, in one statement: its stage log, the time its clocks stood still, what its stages ask for
//! beside its fields.

use jiff::Timestamp;
use platform::database::{FromRow, Query, Reader, Result};

use super::super::model::ProjectId;
use super::super::rules::Beside;
use super::super::stages::Stage;
use super::super::standing::clocks::{Stay, Still, stays};
use super::super::status::Status;

/// A line of the stage log.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The stage entered.
    pub stage: Stage,
    /// When.
    pub at: Timestamp,
    /// The account that moved it.
    pub account: Option<String>,
}

/// A time during which the clocks were stopped on purpose.
#[derive(Clone, Debug)]
pub struct Pause {
    /// Why.
    pub reason: String,
    /// From when.
    pub began_at: Timestamp,
    /// Until when; it goes on, if nothing is said.
    pub ended_at: Option<Timestamp>,
}

/// What happened to a project over time.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Its stage log, oldest first.
    pub moves: Vec<Moved>,
    /// Its pauses, oldest first.
    pub pauses: Vec<Pause>,
    /// Its statuses, oldest first.
    pub statuses: Vec<(Status, Timestamp)>,
    /// What its stages ask for beside its fields.
    pub beside: Beside,
    /// The hour at which it is shown to more people, and the time zone in which it was said.
    pub embargo: Option<(Timestamp, String)>,
}

#[derive(FromRow)]
struct Line {
    what: String,
    stage: i64,
    at: Timestamp,
    until: Option<Timestamp>,
    text: Option<String>,
}

/// What happened to a project. For whoever reads it: the caller has asked.
pub fn history(reader: &Reader, id: ProjectId) -> Result<History> {
    let lines: Vec<Line> = Query::new(
        "select x.what as what, x.stage as stage, x.at as at, x.until as until, x.text as text from (
            select 'move' as what, m.to_stage as stage, m.at as at, cast(null as timestamptz) as until, m.account as text, m.id as id from stage_move m where m.project = $1
            union all select 'pause', 0, p.began_at, p.ended_at, p.reason, p.id from project_pause p where p.project = $1
            union all select 'status', 0, s.at, cast(null as timestamptz), s.to_status, s.id from project_status_change s where s.project = $1
            union all select 'evidence', 0, e.added_at, cast(null as timestamptz), e.nature, e.id from project_evidence e where e.project = $1
            union all select 'embargo', 0, g.at, cast(null as timestamptz), g.zone, g.id from project_embargo g where g.project = $1 and g.state = 'planned'
            union all select 'need', 0, r.created_at, cast(null as timestamptz), n.kind, n.kind from project_need n join record r on r.id = n.project where n.project = $1 and n.position = 1
         ) x order by x.at, x.id",
    )
    .bind(id)
    .all(reader)?;
    let mut history = History::default();
    for Line { what, stage, at, until, text } in lines {
        match what.as_str() {
            "move" => {
                let stage = Stage(u8::try_from(stage).map_err(platform::database::Error::decode)?);
                history.moves.push(Moved { stage, at, account: text });
            }
            "pause" => {
                let reason = text.unwrap_or_default();
                history.pauses.push(Pause { reason, began_at: at, ended_at: until });
            }
            "status" => {
                history
                    .statuses
                    .extend(text.as_deref().and_then(Status::from_key).map(|status| (status, at)));
            }
            "embargo" => history.embargo = Some((at, text.unwrap_or_default())),
            "need" => history.beside.needs = true,
            _ => history.beside.evidence = true,
        }
    }
    Ok(history)
}

impl History {
    /// The account that last declared the company's decision, which is not the one that verifies it.
    pub fn declared(&self) -> Option<&str> {
        let last = self.moves.iter().rev().find(|moved| moved.stage == Stage::DECISION);
        last.and_then(|moved| moved.account.as_deref())
    }

    /// How long it stayed in each stage, without its pauses and the time during which it did not go on.
    pub fn stays(&self, now: Timestamp) -> Vec<Stay> {
        let log: Vec<(Stage, Timestamp)> = self.moves.iter().map(|moved| (moved.stage, moved.at)).collect();
        let pauses = self.pauses.iter().map(|pause| Still { from: pause.began_at, until: pause.ended_at });
        let stopped = self.statuses.iter().enumerate().filter(|(_, (status, _))| !status.rule().runs);
        let stopped = stopped.map(|(at, (_, from))| Still {
            from: *from,
            until: self.statuses.get(at + 1).map(|(_, next)| *next),
        });
        let still: Vec<Still> = pauses.chain(stopped).collect();
        stays(&log, &still, now)
    }
}
