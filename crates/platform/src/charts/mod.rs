//! Charts as SVG, for pages and for documents: a gauge, bars, lines. They receive numbers to place and words already said, and
//! know neither what they count nor in which language. Colours are classes, so that light, dark and print are for the style
//! sheet. Each has its title and its description; whoever shows one puts the table of its numbers beside it.

mod bars;
mod draw;
mod gauge;
mod lines;
#[cfg(test)]
mod tests;

pub use bars::{Bar, Bars};
pub use gauge::Gauge;
pub use lines::{Lines, Point};

/// What a chart is called, and what it shows, for whoever does not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// What tells this chart from the others of the page: letters, digits and hyphens.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
}

/// From where to where something is known to lie; both ends are the same when it is known exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

impl Span {
    /// From one end to the other.
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// One place.
    pub const fn at(place: f64) -> Self {
        Self { low: place, high: place }
    }
}

/// The end of a scale that holds all of these, round enough to be read: 1, 2 or 5 times a power of ten.
pub fn round_end(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let most = numbers.into_iter().filter(|number| number.is_finite()).fold(0.0, f64::max);
    if most <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(most.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| step * power >= most);
    step.unwrap_or(10.0) * power
}
