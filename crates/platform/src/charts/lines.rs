//! A line over time, with the band in which it lies when it is not known exactly, and what one aims at.

use super::draw::Drawing;
use super::{Caption, Span};

const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 42.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;

/// A place on the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What stands under it.
    pub label: String,
    /// How high; none when it is not known, or not yet.
    pub span: Option<Span>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// What it is called.
    pub caption: Caption,
    /// Where the scale ends; it begins at nothing.
    pub end: f64,
    /// The words of nothing and of the end of the scale.
    pub scale: (String, String),
    /// From left to right, as far from each other.
    pub points: Vec<Point>,
    /// What one aims at, at the right end; a steady pace leads there.
    pub aim: Option<f64>,
}

impl Lines {
    /// The line as SVG.
    pub fn svg(&self) -> String {
        let y = |value: f64| {
            let share = (value / self.end.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
        };
        let mut drawing = Drawing::new("m-svg m-chart", &self.caption, (WIDTH, HEIGHT));
        let (floor, ceiling) = (y(0.0), y(self.end));
        drawing.path("v-axis", &[(LEFT, ceiling), (LEFT, floor), (WIDTH - RIGHT, floor)], false);
        drawing.words(("v-t", "end"), (LEFT - 8.0, floor + 4.0), &self.scale.0);
        drawing.words(("v-t", "end"), (LEFT - 8.0, ceiling + 4.0), &self.scale.1);
        if let Some(aim) = self.aim {
            drawing.path("v-dash", &[(LEFT, floor), (WIDTH - RIGHT, y(aim))], false);
            drawing.path("v-ink", &[(WIDTH - RIGHT - 8.0, y(aim)), (WIDTH - RIGHT, y(aim))], false);
        }
        let places = self.places();
        let known: Vec<(f64, Span)> =
            places.iter().filter_map(|(x, point)| Some((*x, point.span?))).collect();
        let above = known.iter().map(|(x, span)| (*x, y(span.high)));
        let below = known.iter().rev().map(|(x, span)| (*x, y(span.low)));
        if known.iter().any(|(_, span)| span.low < span.high) {
            drawing.path("v-faint", &above.chain(below).collect::<Vec<_>>(), true);
        }
        let middle: Vec<(f64, f64)> = known.iter().map(|(x, span)| (*x, y(span.low))).collect();
        drawing.path("v-ink", &middle, false);
        for place in middle {
            drawing.dot("v-main", place);
        }
        for (x, point) in &places {
            drawing.words(("v-t", "middle"), (*x, HEIGHT - 8.0), &point.label);
        }
        drawing.end()
    }

    /// Each point with its place from the left: the last one ends at the right.
    fn places(&self) -> Vec<(f64, &Point)> {
        let many: f64 = self.points.iter().map(|_| 1.0).sum();
        let step = (WIDTH - LEFT - RIGHT) / many.max(1.0);
        let mut x = LEFT;
        self.points
            .iter()
            .map(|point| {
                x += step;
                (x, point)
            })
            .collect()
    }
}
