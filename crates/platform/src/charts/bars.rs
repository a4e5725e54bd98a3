//! Bars: one row each, full as far as it is certain and hatched as far as it may go.

use super::draw::Drawing;
use super::{Caption, Span};

const WIDTH: f64 = 460.0;
const LEFT: f64 = 124.0;
/// Room for the words that follow a bar.
const RIGHT: f64 = 116.0;
const ROW: f64 = 28.0;
const THICK: f64 = 16.0;

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How long; none when it is not known.
    pub span: Option<Span>,
    /// How long, in words.
    pub words: String,
}

/// Bars on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What they are called.
    pub caption: Caption,
    /// Where the scale ends; it begins at nothing.
    pub end: f64,
    /// The rows, from the top.
    pub rows: Vec<Bar>,
}

impl Bars {
    /// The bars as SVG.
    pub fn svg(&self) -> String {
        let x =
            |value: f64| (value / self.end.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) * (WIDTH - LEFT - RIGHT);
        let height: f64 = self.rows.iter().map(|_| ROW).sum();
        let mut drawing = Drawing::new("m-svg m-chart", &self.caption, (WIDTH, height.max(ROW)));
        drawing.hatching(&self.caption);
        let mut top = 0.0;
        for row in &self.rows {
            let (place, base) = (top + (ROW - THICK) / 2.0, top + ROW / 2.0 + 4.5);
            drawing.words(("v-t", "end"), (LEFT - 10.0, base), &row.label);
            let mut after = LEFT;
            if let Some(Span { low, high }) = row.span {
                drawing.rectangle("v-main", (LEFT, place), (x(low), THICK));
                drawing.hatched(&self.caption, (LEFT + x(low), place), (x(high) - x(low), THICK));
                after += x(high.max(low));
            }
            drawing.words(("v-tb", "start"), (after + 8.0, base), &row.words);
            top += ROW;
        }
        drawing.path("v-axis", &[(LEFT, 0.0), (LEFT, top.max(ROW))], false);
        drawing.end()
    }
}
