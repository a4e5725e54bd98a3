//! The forecast of this year: its range, how it is made stage by stage, and what past forecasts would have been worth.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use platform::charts::{Bar, Bars, Caption, Span};
use platform::web::{Page, Problem};

use super::super::forecast::{Chance, Check, ENOUGH, ENOUGH_AT_STAGE, Outlook, checks};
use super::super::indicators::Indicator;
use super::super::view::View;
use super::{counts, day, now, percents, said};
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "steering/pages/forecast.html")]
pub struct Forecast {
    frame: Frame,
    view: View,
    outlook: Option<Outlook>,
    seen: usize,
    checks: Vec<Check>,
    chart: String,
}

pub async fn page(State(app): State<App>, caller: Caller) -> Result<Page<Forecast>, Problem> {
    let now = now(&app);
    let (me, view) = app.read(&caller, |r, me| Ok(View::read(r, &me.actor, None, &now)?)).await?;
    let frame = Frame::new(&app, &caller, me, "steering");
    let (outlook, seen) = match &view.outlook {
        Some(Ok(outlook)) => (Some(outlook.clone()), outlook.seen),
        Some(Err(little)) => (None, little.seen),
        None => (None, 0),
    };
    let days = outlook.as_ref().map_or(0, |outlook| outlook.days);
    let checks = if outlook.is_some() { checks(&view.courses, now.at, days) } else { Vec::new() };
    let chart = outlook.as_ref().map(|outlook| drawn(&frame, outlook)).unwrap_or_default();
    Ok(Page(StatusCode::OK, Forecast { frame, view, outlook, seen, checks, chart }))
}

/// The probability of each stage, as a range.
fn drawn(frame: &Frame, outlook: &Outlook) -> String {
    let t = &frame.t;
    #[expect(clippy::cast_precision_loss, reason = "places on a drawing")]
    let rows = outlook.chances.iter().map(|chance| {
        let (low, high) = chance.range();
        Bar {
            label: t.keyed("stage-", chance.stage.key()),
            span: chance.usable().then_some(Span::new(low as f64, high as f64)),
            words: words(frame, chance),
        }
    });
    Bars {
        caption: Caption {
            id: "chances".into(),
            title: t.text("forecast-chances").to_owned(),
            description: t.with("forecast-chances-description", "days", outlook.days),
        },
        end: 1000.0,
        rows: rows.collect(),
    }
    .svg()
}

fn words(frame: &Frame, chance: &Chance) -> String {
    if !chance.usable() {
        return frame.t.text("steering-too-few").to_owned();
    }
    let (low, high) = chance.range();
    percents(frame, (usize::try_from(low).unwrap_or(0), usize::try_from(high).unwrap_or(0)))
}

impl Forecast {
    fn expected(&self, key: &str) -> String {
        let indicator = Indicator::from_key(key).unwrap_or(Indicator::Wins);
        said(&self.frame, self.view.gauge(indicator).and_then(|gauge| gauge.expected.as_ref()))
    }

    fn done(&self, key: &str) -> String {
        let indicator = Indicator::from_key(key).unwrap_or(Indicator::Wins);
        let done = self.view.gauge(indicator).and_then(|gauge| gauge.done.as_ref());
        done.map_or_else(|| "0".to_owned(), |figure| said(&self.frame, Some(figure)))
    }

    fn end(&self) -> String {
        day(&self.frame, self.view.year.last)
    }

    fn stage(&self, chance: &Chance) -> String {
        self.frame.t.keyed("stage-", chance.stage.key())
    }

    fn words(&self, chance: &Chance) -> String {
        words(&self.frame, chance)
    }

    fn range(&self, range: &(i64, i64)) -> String {
        counts(&self.frame, *range)
    }

    fn at(&self, check: &Check) -> String {
        day(&self.frame, check.at.to_zoned(self.frame.zone.clone()).date())
    }

    fn held(&self) -> String {
        let held = self.checks.iter().filter(|check| check.holds()).count();
        self.frame.t.with2("forecast-held", "n", held, "all", self.checks.len())
    }

    fn enough(&self) -> usize {
        ENOUGH
    }

    fn enough_at_stage(&self) -> usize {
        ENOUGH_AT_STAGE
    }
}
