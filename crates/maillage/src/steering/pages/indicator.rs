//! What a number means: its definition, its rule, its date, its source, its warning, and the records that it counts, as far as
//! the reader sees them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::cohorts::Cohort;
use super::super::counting::{Part, Results};
use super::super::indicators::{Basis, Indicator};
use super::super::observations::{self, Observation, ObservationId, ObservationInput};
use super::super::records::{Behind, Told, behind, part_of};
use super::super::targets::Target;
use super::super::view::View;
use super::overview::{quarter, share};
use super::{about, counts, day, delay, name, now, percents, said, stated, year_of};
use crate::frame::rights::STEER;
use crate::frame::{App, Caller, Frame};

/// The year, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    year: Option<String>,
    axis: Option<String>,
    done: Option<String>,
}

/// A project behind the number, in words.
struct Line {
    url: String,
    name: String,
    fictitious: bool,
    state: String,
    what: String,
    when: String,
    /// Whether its decision may have fallen in another year.
    unsure: bool,
}

#[derive(Template)]
#[template(path = "steering/pages/indicator.html")]
struct Definition {
    frame: Frame,
    indicator: Indicator,
    view: View,
    /// The axis that it is narrowed to, by its name.
    narrowed: Option<String>,
    value: String,
    announced: Option<String>,
    parts: Vec<(String, String)>,
    lines: Vec<Line>,
    targets: Vec<Target>,
    stated: Vec<Observation>,
    typed: ObservationInput,
    faults: Faults,
    steers: bool,
}

fn indicator_of(key: &str) -> Result<Indicator, Problem> {
    Indicator::from_key(key).ok_or_else(|| ProblemKind::NotFound.into())
}

pub async fn page(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let indicator = indicator_of(&key)?;
    show(&app, &caller, indicator, asked, (ObservationInput::default(), Faults::default())).await
}

async fn show(
    app: &App,
    caller: &Caller,
    indicator: Indicator,
    asked: Asked,
    (typed, faults): (ObservationInput, Faults),
) -> Result<Response, Problem> {
    let (now, year) = (now(app), year_of(asked.year.as_deref()));
    let (me, (view, part, stated)) = app
        .read(caller, |r, me| {
            let view = View::read(r, &me.actor, year, &now)?;
            let part = part_of(&view, asked.axis.as_deref()).ok_or(ProblemKind::NotFound)?;
            Ok((view, part, observations::of(r, &me.actor, indicator)?))
        })
        .await?;
    let steers = me.may(STEER);
    let frame = Frame::new(app, caller, me, "steering").done(asked.done);
    let targets = view.targets.iter().filter(|target| target.indicator == indicator).cloned().collect();
    let results = view.results_of(part);
    let (value, announced) = value(&frame, indicator, (&view, &results));
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Definition {
        parts: parts(&frame, indicator, (&view, &results)),
        lines: behind(&view, indicator, part, &now.zone).iter().map(|one| line(&frame, one)).collect(),
        narrowed: narrowed(&frame, &view, part),
        frame,
        indicator,
        view,
        value,
        announced,
        targets,
        stated,
        typed,
        faults,
        steers,
    };
    Ok(Page(status, page).into_response())
}

/// The value of an indicator in the year, and what is announced beside it.
fn value(
    frame: &Frame,
    indicator: Indicator,
    (view, results): (&View, &Results),
) -> (String, Option<String>) {
    let t = &frame.t;
    match indicator {
        Indicator::Conversion => {
            let words = view.conversion().share();
            (
                words.map_or_else(|| t.text("steering-too-few").to_owned(), |range| percents(frame, range)),
                None,
            )
        }
        Indicator::FirstResponse => (delay(frame, view.delays.median), None),
        Indicator::Ambassadors | Indicator::Budget => {
            let done = view.gauge(indicator).and_then(|gauge| gauge.done.as_ref());
            let unstated = || t.text("steering-unstated").to_owned();
            (done.map_or_else(unstated, |figure| said(frame, Some(figure))), None)
        }
        _ => {
            let (done, announced) = results.of(indicator).unwrap_or_default();
            let announced = announced.map(|figure| said(frame, Some(&figure)));
            (said(frame, done.as_ref()), announced)
        }
    }
}

/// What a value is made of, or what stands beside it.
fn parts(frame: &Frame, indicator: Indicator, (view, results): (&View, &Results)) -> Vec<(String, String)> {
    let t = &frame.t;
    let part = |key: &'static str, value: String| (t.text(key).to_owned(), value);
    let verified = &results.verified;
    let amounts = |figures: &[platform::figures::Figure]| {
        let all: Vec<String> = figures.iter().map(|figure| said(frame, Some(figure))).collect();
        if all.is_empty() { "–".to_owned() } else { all.join(" + ") }
    };
    match indicator {
        Indicator::Jobs => vec![
            part("part-silent", verified.jobs.silent.to_string()),
            part("part-moved", said(frame, verified.moved.figure.as_ref())),
            part("indicator-safeguarded-jobs", said(frame, verified.safeguarded.figure.as_ref())),
            part("indicator-agency-jobs", said(frame, verified.agency.figure.as_ref())),
        ],
        Indicator::Capex => vec![
            part("capex-disclosed", amounts(&results.capex.disclosed)),
            part("capex-estimated", amounts(&results.capex.estimated)),
            part("capex-unknown", results.capex.unknown.to_string()),
        ],
        Indicator::Conversion => view
            .cohorts
            .iter()
            .map(|cohort| {
                let counts = t.with2("cohort-of", "won", cohort.won, "qualified", cohort.qualified);
                (quarter(frame, cohort), format!("{} · {counts}", share(frame, cohort)))
            })
            .collect(),
        Indicator::FirstResponse => vec![
            part("delay-ninth-decile", delay(frame, view.delays.ninth_decile)),
            part("delay-answered-column", view.delays.answered.to_string()),
            part("delay-waiting", view.delays.waiting.to_string()),
        ],
        _ => Vec::new(),
    }
}

/// The axis that the page is narrowed to.
fn narrowed(frame: &Frame, view: &View, part: Part) -> Option<String> {
    let language = frame.t.language;
    match part {
        Part::Whole => None,
        Part::NoAxis => Some(frame.t.text("steering-no-axis").to_owned()),
        Part::Axis(id) => {
            let mut shown = view.axes.iter().filter_map(|line| line.heading.as_ref());
            shown.find(|heading| heading.id == id).map(|heading| heading.name(language).to_owned())
        }
    }
}

/// A project behind the number, in words.
fn line(frame: &Frame, one: &Behind) -> Line {
    let t = &frame.t;
    let moment = |at: Timestamp| day(frame, at.to_zoned(frame.zone.clone()).date());
    let (state, what, when, unsure) = match &one.told {
        Told::Decided { verified, unsure, brings, latest } => {
            let state = if *verified { "legend-verified" } else { "legend-announced" };
            (t.text(state).to_owned(), said(frame, brings.as_ref()), day(frame, *latest), *unsure)
        }
        Told::Lead { opened, waited } => {
            let (state, words) = match waited {
                Some(_) => ("lead-answered", delay(frame, *waited)),
                None => ("lead-waits", "–".to_owned()),
            };
            (t.text(state).to_owned(), words, moment(*opened), false)
        }
        Told::Qualified { at, fate } => {
            let quarter = Cohort::of(*at, &frame.zone);
            (t.keyed("fate-", fate.key()), super::overview::quarter(frame, &quarter), moment(*at), false)
        }
    };
    let (url, name) = (format!("/projects/{}", one.project), format!("{} {}", one.reference, one.code_name));
    Line { url, name, fictitious: one.fictitious, state, what, when, unsure }
}

pub async fn observe(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
    form: Form<ObservationInput>,
) -> Result<Response, Problem> {
    let indicator = indicator_of(&key)?;
    let (typed, today) = (form.value.clone(), now(&app).today());
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            super::super::steered(&me.actor)?;
            let new = observations::check(indicator, &typed, (me.language, today))?;
            observations::add(tx, &me.actor, &new, false).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/steering/indicators/{key}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let again = (form.value, Faults(problem.faults));
            show(&app, &caller, indicator, Asked::default(), again).await
        }
        Err(problem) => Err(problem.back_to(format!("/steering/indicators/{key}"))),
    }
}

/// Nothing but the button.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Pressed {}

pub async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path((key, id)): Path<(String, String)>,
    form: Form<Pressed>,
) -> Result<Response, Problem> {
    let indicator = indicator_of(&key)?;
    let id: ObservationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &form.context, move |tx, me| observations::withdraw(tx, &me.actor, indicator, id))
        .await?;
    Ok(see_other(&format!("/steering/indicators/{key}?done=done-saved")))
}

impl Definition {
    fn name(&self) -> String {
        name(&self.frame, self.indicator)
    }

    fn today(&self) -> String {
        day(&self.frame, self.view.today)
    }

    fn year(&self) -> String {
        self.view.year.number.to_string()
    }

    /// Whether projects count it.
    fn counted(&self) -> bool {
        self.indicator.rule().basis != Basis::Stated
    }

    /// Whether it counts decisions.
    fn decides(&self) -> bool {
        self.indicator.rule().basis == Basis::Verified
    }

    /// What the columns of its records are called.
    fn heads(&self) -> [&str; 2] {
        let keys = match self.indicator {
            Indicator::FirstResponse => ["definition-waited", "definition-opened"],
            Indicator::Conversion => ["definition-cohort", "definition-qualified"],
            _ => ["definition-brings", "definition-decided"],
        };
        keys.map(|key| self.frame.t.text(key))
    }

    fn takes_observations(&self) -> bool {
        self.indicator.rule().basis == Basis::Stated
    }

    fn about(&self, target: &Target) -> String {
        about(&self.frame, target)
    }

    fn aim(&self, target: &Target) -> String {
        said(&self.frame, Some(&target.now.figure))
    }

    fn source(&self, target: &Target) -> String {
        stated(&target.now, self.frame.t.language)
    }

    fn figure(&self, one: &Observation) -> String {
        said(&self.frame, Some(&one.figure))
    }

    fn as_of(&self, one: &Observation) -> String {
        one.as_of.print(self.frame.t.language)
    }

    /// How many projects are counted, in words.
    fn many(&self) -> String {
        let wins = self.view.results.verified.projects.clone();
        let (low, high) = super::super::view::bounds(&wins);
        counts(&self.frame, (low, high.unwrap_or(low)))
    }
}
