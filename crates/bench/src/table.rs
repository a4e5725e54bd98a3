//! The printed table.
#![expect(clippy::print_stdout, reason = "the table is what the bench is for")]

use crate::load::Measure;

/// What a row must reach.
#[derive(Clone, Copy, Debug)]
pub enum Budget {
    /// At least this share of the floor's rate.
    Share(f64),
    /// At most so many times the cost of what it stands beside.
    Cost(f64),
    /// p99 at most, in milliseconds.
    P99(f64),
    /// Shown only.
    None,
}

/// A row: an operation, and its floor.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: String,
    pub own: Measure,
    pub floor: Option<Measure>,
    pub budget: Budget,
    /// Megabytes of the server after it.
    pub memory: u64,
}

impl Line {
    fn ratio(&self) -> Option<f64> {
        self.floor.as_ref().map(|floor| self.own.rate / floor.rate)
    }

    fn verdict(&self) -> String {
        let said = |met: bool, text: String| format!("{text} {}", if met { "met" } else { "MISSED" });
        match (self.budget, self.ratio()) {
            (Budget::Share(least), Some(ratio)) => said(ratio >= least, format!("≥ {least:.2}")),
            (Budget::Cost(most), Some(ratio)) => {
                said(1.0 / ratio <= most, format!("≤ {most:.0}× (is {:.1}×)", 1.0 / ratio))
            }
            (Budget::P99(most), _) => said(self.own.p99 <= most, format!("p99 ≤ {most:.0} ms")),
            _ => String::new(),
        }
    }
}

pub fn head(title: &str) {
    println!("\n{title}\n");
    println!(
        "| Operation | requests/s | p50 ms | p99 ms | floor/s | floor p99 | ratio | memory MB | budget |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|---|");
}

pub fn line(line: &Line) {
    let floor = line.floor.as_ref();
    let rate = floor.map_or_else(String::new, |floor| format!("{:.0}", floor.rate));
    let p99 = floor.map_or_else(String::new, |floor| format!("{:.1}", floor.p99));
    let ratio = line.ratio().map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    let failed = match line.own.failed + floor.map_or(0, |floor| floor.failed) {
        0 => String::new(),
        some => format!(" {some} FAILED"),
    };
    println!(
        "| {} | {:.0} | {:.1} | {:.1} | {rate} | {p99} | {ratio} | {} | {}{failed} |",
        line.name,
        line.own.rate,
        line.own.median,
        line.own.p99,
        line.memory,
        line.verdict()
    );
}

pub fn say(text: &str) {
    println!("{text}");
}
