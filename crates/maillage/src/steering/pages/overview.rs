//! The year on one page: gauges against targets, results by axis, ratios, pace, delays, conversion.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::charts::{Bar, Bars, Caption, Gauge as Drawn, Lines, Point, Span, round_end};
use platform::dates::month_name;
use platform::figures::Figure;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::cohorts::Cohort;
use super::super::counting::Amount;
use super::super::indicators::{Basis, Indicator, Measure};
use super::super::targets::Target;
use super::super::view::{AxisLine, Gauge, View};
use super::{counts, day, delay, name, now, percent, percents, said, span_of, stated, year_of};
use crate::frame::rights::STEER;
use crate::frame::{App, Caller, Frame};
use crate::investment::{STAGES, Stage};

/// The year, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    year: Option<String>,
    done: Option<String>,
}

/// A line of the gauges.
struct Row {
    indicator: Indicator,
    name: String,
    under: String,
    done: String,
    beside: Option<String>,
    source: String,
    svg: String,
    expected: String,
    target: Option<Target>,
    aim: String,
    fictitious: bool,
}

#[derive(Template)]
#[template(path = "steering/pages/overview.html")]
pub struct Overview {
    frame: Frame,
    view: View,
    rows: Vec<Row>,
    pace: String,
    conversion: String,
    ratios: Vec<(&'static str, String)>,
    steers: bool,
}

pub async fn page(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<Overview>, Problem> {
    let (now, year) = (now(&app), year_of(asked.year.as_deref()));
    let (me, view) = app.read(&caller, |r, me| Ok(View::read(r, &me.actor, year, &now)?)).await?;
    let steers = me.may(STEER);
    let frame = Frame::new(&app, &caller, me, "steering").done(asked.done);
    let rows = view.gauges.iter().map(|gauge| row(&frame, &view, gauge)).collect();
    let (pace, conversion) = (pace(&frame, &view), conversion(&frame, &view));
    let ratios = view.ratios().into_iter().map(|(key, ratio)| (key, said(&frame, Some(&ratio)))).collect();
    Ok(Page(StatusCode::OK, Overview { frame, view, rows, pace, conversion, ratios, steers }))
}

fn row(frame: &Frame, view: &View, gauge: &Gauge) -> Row {
    let t = &frame.t;
    let rule = gauge.indicator.rule();
    let aim = gauge.target.as_ref().map(|target| &target.now.figure);
    let nothing = platform::figures::Figure::count(0);
    // Nothing verified yet is zero; what nobody stated is not known.
    let done = match rule.basis {
        Basis::Stated => gauge.done.as_ref(),
        _ => gauge.done.as_ref().or((rule.measure == Measure::Number).then_some(&nothing)),
    };
    let announced = gauge.announced.as_ref().filter(|figure| span_of(figure).high > 0.0);
    let baseline = gauge.target.as_ref().and_then(|target| target.now.baseline.as_ref());
    let under = match (rule.basis, baseline) {
        (_, Some(from)) => t.with("steering-baseline", "figure", said(frame, Some(from))),
        (Basis::Stated, None) => t.text("steering-stated").to_owned(),
        _ => t.text("steering-verified").to_owned(),
    };
    let beside = match (&gauge.observation, announced) {
        (Some(one), _) => Some(t.with("steering-as-of", "date", one.as_of.print(t.language))),
        (None, Some(figure)) => Some(t.with("steering-announced", "figure", said(frame, Some(figure)))),
        _ => None,
    };
    let source = gauge.target.as_ref().map(|target| stated(&target.now, t.language)).unwrap_or_default();
    let unsaid = if rule.basis == Basis::Stated { "steering-unstated" } else { "steering-undisclosed" };
    let row = Row {
        indicator: gauge.indicator,
        name: name(frame, gauge.indicator),
        under,
        done: done.map_or_else(|| t.text(unsaid).to_owned(), |figure| said(frame, Some(figure))),
        beside,
        source,
        svg: String::new(),
        expected: said(frame, gauge.expected.as_ref()),
        aim: said(frame, aim),
        fictitious: gauge.target.as_ref().is_some_and(|target| target.fictitious)
            || gauge.observation.as_ref().is_some_and(|one| one.fictitious),
        target: gauge.target.clone(),
    };
    // Without a target nor a forecast there is nothing to be placed against.
    if gauge.target.is_none() && gauge.expected.is_none() {
        return row;
    }
    Row { svg: drawn(frame, view, (gauge, done, announced), &row), ..row }
}

fn drawn(
    frame: &Frame,
    view: &View,
    (gauge, done, announced): (&Gauge, Option<&Figure>, Option<&Figure>),
    row: &Row,
) -> String {
    let aim = gauge.target.as_ref().map(|target| span_of(&target.now.figure));
    let done = done.map(span_of).unwrap_or_default();
    let expected = gauge.expected.as_ref().map(span_of);
    let announced = announced.map(|figure| {
        let more = span_of(figure);
        Span::new(done.low + more.low, done.high + more.high)
    });
    let ends = [Some(done), announced, expected, aim].into_iter().flatten().map(|span| span.high);
    let end = ends.fold(0.0, f64::max) * 1.15;
    let t = &frame.t;
    let said = [
        Some(t.with("gauge-done", "figure", &row.done)),
        row.beside.clone(),
        gauge.expected.as_ref().map(|_| t.with("gauge-expected", "figure", &row.expected)),
        gauge.target.as_ref().map(|_| t.with("gauge-aim", "figure", &row.aim)),
    ];
    // What begins anew each year has a steady pace; a network that grows does not begin at nothing.
    let steady = gauge.indicator != Indicator::Ambassadors;
    let pace = aim.filter(|_| steady).map(|aim| aim.high * f64::from(view.year.elapsed(view.today)) / 1000.0);
    Drawn {
        caption: Caption {
            id: format!("g-{}", gauge.indicator.key()),
            title: row.name.clone(),
            description: said.into_iter().flatten().collect::<Vec<_>>().join(", "),
        },
        end: if end > 0.0 { end } else { 1.0 },
        done,
        announced,
        expected,
        aim,
        pace,
    }
    .svg()
}

/// Wins month by month, towards the target.
fn pace(frame: &Frame, view: &View) -> String {
    let t = &frame.t;
    let aim = view.target(Indicator::Wins).map(|target| span_of(&target.now.figure).high);
    #[expect(clippy::cast_precision_loss, reason = "places on a drawing")]
    let span = |(low, high): (i64, i64)| Span::new(low as f64, high as f64);
    let points: Vec<Point> = view
        .months
        .iter()
        .map(|month| Point {
            label: month_name(month.number, t.language)
                .chars()
                .take(1)
                .flat_map(char::to_uppercase)
                .collect(),
            span: month.wins.map(span),
        })
        .collect();
    let highest = points.iter().filter_map(|point| point.span).map(|span| span.high);
    let end = round_end(highest.chain(aim));
    let last = view.months.iter().filter_map(|month| month.wins).next_back().unwrap_or_default();
    Lines {
        caption: Caption {
            id: "pace".into(),
            title: t.text("steering-pace").to_owned(),
            description: t.with("steering-pace-description", "n", counts(frame, last)),
        },
        end,
        scale: ("0".into(), format!("{end}")),
        points,
        aim,
    }
    .svg()
}

/// The share won of each quarter.
fn conversion(frame: &Frame, view: &View) -> String {
    let t = &frame.t;
    #[expect(clippy::cast_precision_loss, reason = "places on a drawing")]
    let rows = view.cohorts.iter().map(|cohort| Bar {
        label: quarter(frame, cohort),
        span: cohort.share().map(|(low, high)| Span::new(low as f64, high as f64)),
        words: share(frame, cohort),
    });
    Bars {
        caption: Caption {
            id: "conversion".into(),
            title: t.text("indicator-conversion").to_owned(),
            description: t.text("steering-conversion-description").to_owned(),
        },
        end: 1000.0,
        rows: rows.collect(),
    }
    .svg()
}

/// A quarter by its name.
pub fn quarter(frame: &Frame, cohort: &Cohort) -> String {
    frame.t.with2("steering-quarter", "quarter", i64::from(cohort.quarter), "year", cohort.year.to_string())
}

/// The share of a cohort, in words.
pub fn share(frame: &Frame, cohort: &Cohort) -> String {
    match cohort.share() {
        Some(range) => percents(frame, range),
        None => frame.t.text("steering-too-few").to_owned(),
    }
}

impl Overview {
    fn organisation(&self) -> &str {
        self.frame.me.as_ref().map_or("", |me| me.organisation_name.as_str())
    }

    fn is_shown(&self, year: &i64) -> bool {
        *year == self.view.year.number
    }

    fn today(&self) -> String {
        day(&self.frame, self.view.today)
    }

    fn said(&self, figure: &Figure) -> String {
        said(&self.frame, Some(figure))
    }

    /// An amount, with the projects that say none.
    fn amount(&self, amount: &Amount) -> String {
        let figure = said(&self.frame, amount.figure.as_ref());
        if amount.silent == 0 || amount.figure.is_none() {
            figure
        } else {
            self.frame.t.with2("steering-amount-silent", "figure", figure, "n", amount.silent)
        }
    }

    /// Where the projects that a number of an axis counts are listed.
    fn behind(&self, line: &AxisLine, indicator: &str) -> String {
        let axis = line.heading.as_ref().map_or_else(|| "none".to_owned(), |heading| heading.id.to_string());
        format!("/steering/indicators/{indicator}?year={}&axis={axis}", self.view.year.number)
    }

    /// The list of the projects of an axis that go on: own ones, not over, and not won yet.
    fn ongoing_of(&self, line: &AxisLine) -> String {
        let axis = line.heading.as_ref().map(|heading| heading.id.to_string()).unwrap_or_default();
        let before = STAGES.iter().filter(|rule| rule.stage < Stage::WON);
        let stages: Vec<&str> = before.map(|rule| rule.key).collect();
        format!("/projects?view=list&origin=own&axis={axis}&stage={}", stages.join("&stage="))
    }

    fn axis(&self, line: &AxisLine) -> String {
        let none = || self.frame.t.text("steering-no-axis").to_owned();
        line.heading.as_ref().map_or_else(none, |one| one.name(self.frame.t.language).to_owned())
    }

    /// The part of the jobs that an axis brings, when both are known exactly enough to divide.
    fn part(&self, line: &AxisLine) -> Option<(String, i64)> {
        let whole = self.view.results.verified.jobs.figure.as_ref()?.low()?.millionths();
        let own = line.results.verified.jobs.figure.as_ref()?.low()?.millionths();
        let share = usize::try_from((i128::from(own) * 1000).checked_div(i128::from(whole))?).ok()?;
        Some((percent(&self.frame, share), i64::try_from(share).ok()? * 177 / 1000))
    }

    fn axis_target(&self, line: &AxisLine, key: &str) -> String {
        let target = line.targets.iter().find(|target| target.indicator.key() == key);
        said(&self.frame, target.map(|target| &target.now.figure))
    }

    fn month(&self, month: &i8) -> &'static str {
        month_name(*month, self.frame.t.language)
    }

    fn range(&self, range: &(i64, i64)) -> String {
        counts(&self.frame, *range)
    }

    fn quarter(&self, cohort: &Cohort) -> String {
        quarter(&self.frame, cohort)
    }

    fn share(&self, cohort: &Cohort) -> String {
        share(&self.frame, cohort)
    }

    fn median(&self) -> String {
        delay(&self.frame, self.view.delays.median)
    }

    fn ninth_decile(&self) -> String {
        delay(&self.frame, self.view.delays.ninth_decile)
    }

    fn amounts(&self, figures: &[Figure]) -> String {
        let said: Vec<String> = figures.iter().map(|figure| self.said(figure)).collect();
        if said.is_empty() { "–".to_owned() } else { said.join(" + ") }
    }

    /// Why there is no forecast, when there is none for a year that goes on.
    fn too_little(&self) -> Option<String> {
        let Some(Err(little)) = &self.view.outlook else { return None };
        Some(self.frame.t.with("forecast-too-little", "n", little.seen))
    }
}
