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
use platform::text::tidy;
use platform::web::{Faults, Page, Problem, ProblemKind, opened, see_other};
use serde::Deserialize;

use super::super::model::{Entry, Measure, Register, RegisterId, Statement};
use super::super::rules::Composition;
use super::super::storage;
use super::id_of;
use crate::directory::model::Family;
use crate::directory::rules::stated_date;
use crate::frame::{App, Caller, Frame, Me, Select};

/// What was just done, the date to look at, and the line to change.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    done: Option<String>,
    at: Option<String>,
    line: Option<String>,
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
    /// For when they are known to be there, in words.
    pub known_from: String,
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
    /// The line that is being changed.
    #[serde(skip)]
    pub line: String,
}

#[derive(Template)]
#[template(path = "directory/registers/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    register: Register,
    level: Level,
    /// The day that was typed, in words.
    at: String,
    day: Date,
    today: Date,
    composition: Composition,
    statements: Vec<Statement>,
    typed: Typed,
    faults: Faults,
    /// The line that says of a member added that it is there already.
    there: Option<String>,
}

impl Sheet {
    fn reads(&self) -> bool {
        self.level >= Level::Read
    }

    fn edits(&self) -> bool {
        self.level >= Level::Edit
    }

    /// Whether this is the line to change: the others hold no form, of which a long register would be made.
    fn opened(&self, entry: &Entry) -> bool {
        self.edits() && self.typed.line == entry.id
    }

    /// Where a line is changed.
    fn line(&self, entry: &Entry) -> String {
        let (register, line) = (self.register.id, &entry.id);
        let at = if self.past() { format!("at={}&", self.day) } else { String::new() };
        format!("/registers/{register}?{at}line={line}#line-{line}")
    }

    /// A date as stated; with its year when the words leave it out.
    fn when(&self, date: &ImpreciseDate) -> String {
        let language = self.frame.t.language;
        if date.is_year_inferred() { date.counted(language) } else { date.print(language) }
    }

    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    /// What was typed, and the day that it is read as: nothing when both are the same words.
    fn read_as(&self) -> Option<String> {
        let day = self.day(&self.day);
        let read = !self.at.is_empty() && self.at != day && self.faults.of("at").is_none();
        read.then(|| self.frame.t.with2("register-read-as", "typed", self.at.as_str(), "day", day))
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

    /// The families that have lines: their members, then their categories.
    fn families(&self) -> Vec<(&'static Family, Vec<&Entry>, Vec<&Entry>)> {
        let read = &self.composition;
        let of = |family| {
            (family, read.of(family).collect::<Vec<_>>(), read.categories_of(family).collect::<Vec<_>>())
        };
        let known: Vec<_> = Family::ALL.iter().map(of).collect();
        known
            .into_iter()
            .filter(|(_, members, categories)| !(members.is_empty() && categories.is_empty()))
            .collect()
    }

    /// How many members and categories a family has.
    fn counted(&self, members: usize, categories: usize) -> String {
        let t = &self.frame.t;
        let categories = (categories > 0).then(|| t.with("register-categories-n", "n", categories));
        let members = (members > 0).then(|| t.with("register-members-n", "n", members));
        members.into_iter().chain(categories).collect::<Vec<_>>().join(", ")
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
    let at = tidy(view.at.as_deref().unwrap_or_default());
    let typed = Typed { line: view.line.unwrap_or_default(), ..Typed::default() };
    show(&app, &caller, id_of(&id)?, at, (typed, Faults::default(), None), view.done).await
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
            let refused = (typed, Faults(problem.faults), problem.way_out);
            show(app, caller, id, String::new(), refused, None).await
        }
        Err(problem) => Err(problem),
    }
}

/// The day that was typed: one of the calendar, or as people say it; today when it is not understood.
pub fn day_of(typed: &str, (language, today): (Language, Date)) -> Result<Date, Faults> {
    let mut faults = Faults::default();
    if let Ok(day) = typed.parse() {
        return Ok(day);
    }
    let stated = stated_date(&mut faults, "at", typed, (language, today));
    faults.or(stated.map_or(today, |date| date.latest()))
}

async fn show(
    app: &App,
    caller: &Caller,
    id: RegisterId,
    at: String,
    (typed, mut faults, there): (Typed, Faults, Option<String>),
    done: Option<String>,
) -> Result<Response, Problem> {
    let today = today(app);
    let (me, (read, wrong)) = app
        .read(caller, |r, me| {
            let (day, wrong) = day_of(&at, (me.language, today))
                .map_or_else(|faults| (today, faults), |day| (day, Faults::default()));
            let whole = storage::whole(r, &me.actor, id, day)?.ok_or(ProblemKind::NotFound)?;
            Ok(((whole, day), wrong))
        })
        .await?;
    let ((register, level, composition, statements), day) = read;
    faults.0.extend(wrong.0);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "registers").done(done);
    let sheet =
        Sheet { frame, register, level, at, day, today, composition, statements, typed, faults, there };
    Ok(Page(status, sheet).into_response())
}
