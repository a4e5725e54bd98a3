//! A register at a date: who is named, what was published, and the gap between the two.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Level;
use platform::dates::{ImpreciseDate, day_with_year};
use platform::figures::Figure;
use platform::i18n::Language;
use platform::web::{Faults, Page, Problem, ProblemKind, opened, see_other};
use serde::Deserialize;

use super::super::model::{Entry, Measure, Register, RegisterId, Statement};
use super::super::rules::Composition;
use super::super::storage;
use super::id_of;
use crate::directory::model::Family;
use crate::frame::{App, Caller, Frame, Me, Select};

/// What was just done, and the date to look at.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    done: Option<String>,
    at: Option<String>,
}

/// What the forms of the sheet send, each its own part.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Members, or categories, one a line.
    pub names: String,
    /// `yes` when the lines are categories without named members.
    pub categories: String,
    /// The family of these categories.
    pub family: String,
    /// Since when, in words.
    pub joined: String,
    /// Until when, in words.
    pub departed: String,
    /// What was published.
    pub measure: String,
    /// The number, in words.
    pub figure: String,
    /// For which date, in words.
    pub as_of: String,
    /// Who published it.
    pub outlet: String,
    /// Where.
    pub address: String,
}

#[derive(Template)]
#[template(path = "directory/registers/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    register: Register,
    level: Level,
    day: Date,
    today: Date,
    composition: Composition,
    statements: Vec<Statement>,
    typed: Typed,
    faults: Faults,
}

impl Sheet {
    fn reads(&self) -> bool {
        self.level >= Level::Read
    }

    fn edits(&self) -> bool {
        self.level >= Level::Edit
    }

    /// A date as stated; with its year when the words leave it out.
    fn when(&self, date: &ImpreciseDate) -> String {
        let language = self.frame.t.language;
        if date.is_year_inferred() { date.counted(language) } else { date.print(language) }
    }

    fn on(&self) -> String {
        day_with_year(self.day, self.frame.t.language)
    }

    fn number(&self, figure: &Figure) -> String {
        figure.print(self.frame.t.language)
    }

    fn months(&self, months: &platform::dates::Months) -> String {
        months.print(self.frame.t.language)
    }

    /// Where a statement was read.
    fn read_in(&self, one: &Statement) -> String {
        one.outlet.clone().unwrap_or_default()
    }

    fn link(&self, one: &Statement) -> Option<String> {
        match &one.document {
            Some(code) => Some(format!("/sources#{code}")),
            None => one.address.as_deref().and_then(opened),
        }
    }

    fn families(&self) -> Vec<(&'static Family, Vec<&Entry>)> {
        let of = |family| (family, self.composition.of(family).collect::<Vec<_>>());
        Family::ALL.iter().map(of).filter(|(_, entries)| !entries.is_empty()).collect()
    }

    fn family_choices(&self) -> Vec<Select> {
        let one = |family: &Family| Select {
            key: family.key().to_owned(),
            label: self.frame.t.keyed("family-", family.key()),
            chosen: family.key() == self.typed.family,
        };
        Family::ALL.iter().map(one).collect()
    }

    fn measures(&self) -> Vec<Select> {
        let one = |measure: &Measure| Select {
            key: measure.key().to_owned(),
            label: self.frame.t.keyed("measure-", measure.key()),
            chosen: measure.key() == self.typed.measure,
        };
        Measure::ALL.iter().map(one).collect()
    }

    fn failed(&self, fields: &[&str]) -> bool {
        self.faults.0.iter().any(|fault| fields.contains(&fault.field))
    }

    fn past(&self) -> bool {
        self.day != self.today
    }
}

/// The language and the day in which dates are said.
pub fn said(app: &App, me: &Me) -> (Language, Date) {
    (me.language, today(app))
}

fn today(app: &App) -> Date {
    app.database.ids().clock().now().to_zoned(app.settings.zone()).date()
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
) -> Result<Response, Problem> {
    let day = view.at.as_deref().and_then(|day| day.parse().ok());
    show(&app, &caller, id_of(&id)?, day, Default::default(), view.done).await
}

/// What a form of the sheet came to: the sheet again, with what is wrong when something is.
pub async fn answer(
    app: &App,
    caller: &Caller,
    id: RegisterId,
    typed: Typed,
    outcome: Result<(), Problem>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/registers/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(app, caller, id, None, (typed, Faults(problem.faults)), None).await
        }
        Err(problem) => Err(problem),
    }
}

async fn show(
    app: &App,
    caller: &Caller,
    id: RegisterId,
    day: Option<Date>,
    (typed, faults): (Typed, Faults),
    done: Option<String>,
) -> Result<Response, Problem> {
    let today = today(app);
    let day = day.unwrap_or(today);
    let (me, (register, level, composition, statements)) = app
        .read(caller, |r, me| Ok(storage::whole(r, &me.actor, id, day)?.ok_or(ProblemKind::NotFound)?))
        .await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "registers").done(done);
    let sheet = Sheet { frame, register, level, day, today, composition, statements, typed, faults };
    Ok(Page(status, sheet).into_response())
}
