//! A gauge: what is done, what is announced beyond it, what is expected, what one aims at, and the place of a steady pace.

use super::draw::Drawing;
use super::{Caption, Span};

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 50.0;
const TOP: f64 = 14.0;
const THICK: f64 = 18.0;

/// What a gauge shows, in the units of its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// What it is called.
    pub caption: Caption,
    /// Where the scale ends; it begins at nothing.
    pub end: f64,
    /// What is done: full as far as it is certain, hatched beyond.
    pub done: Span,
    /// What is announced with it, hatched.
    pub announced: Option<Span>,
    /// What is expected.
    pub expected: Option<Span>,
    /// What one aims at; a range when it is stated as one.
    pub aim: Option<Span>,
    /// Where a steady pace would be.
    pub pace: Option<f64>,
}

impl Gauge {
    /// The gauge as SVG.
    pub fn svg(&self) -> String {
        let x = |value: f64| (value / self.end.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) * WIDTH;
        let mut drawing = Drawing::new("m-svg", &self.caption, (WIDTH, HEIGHT));
        drawing.hatching(&self.caption);
        drawing.rectangle("v-track", (0.0, TOP), (WIDTH, THICK));
        let certain = x(self.done.low);
        drawing.rectangle("v-main", (0.0, TOP), (certain, THICK));
        let reached = self.announced.map_or(self.done.high, |announced| announced.high.max(self.done.high));
        drawing.hatched(&self.caption, (certain, TOP), (x(reached) - certain, THICK));
        if let Some(pace) = self.pace {
            drawing.path("v-dash", &[(x(pace), 9.0), (x(pace), 37.0)], false);
        }
        if let Some(aim) = self.aim {
            for place in if aim.low < aim.high { vec![aim.low, aim.high] } else { vec![aim.low] } {
                drawing.path("v-ink", &[(x(place), 7.0), (x(place), 39.0)], false);
            }
        }
        if let Some(Span { low, high }) = self.expected {
            let (low, high) = (x(low), x(high));
            drawing.path("v-ink", &[(low, 39.0), (low, 47.0)], false);
            drawing.path("v-ink", &[(low, 43.0), (high, 43.0)], false);
            drawing.path("v-ink", &[(high, 39.0), (high, 47.0)], false);
        }
        drawing.end()
    }
}
