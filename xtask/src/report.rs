//! What the gate did: a table of steps, then, loudly, what was skipped.

use std::time::Duration;

use anyhow::Error;

/// How a step ended.
pub enum Outcome {
    Passed,
    Failed(Error),
    /// Something the gate promises was not done: with `CI=true` that is a failure.
    Skipped(String),
}

/// The steps so far.
#[derive(Default)]
pub struct Report {
    steps: Vec<(&'static str, Outcome, Duration)>,
    remarks: Vec<String>,
}

impl Report {
    pub fn step(&mut self, name: &'static str, outcome: Outcome, took: Duration) {
        self.steps.push((name, outcome, took));
    }

    /// Something to be known that fails nothing, even in CI.
    pub fn remark(&mut self, text: String) {
        self.remarks.push(text);
    }

    /// May what was tested be submitted?
    pub fn passed(&self, ci: bool) -> bool {
        self.steps.iter().all(|(_, outcome, _)| match outcome {
            Outcome::Passed => true,
            Outcome::Failed(_) => false,
            Outcome::Skipped(_) => !ci,
        })
    }

    pub fn print(&self, ci: bool) {
        println!("\n{:<12} {:<8} {:>8}", "step", "result", "seconds");
        for (name, outcome, took) in &self.steps {
            let result = match outcome {
                Outcome::Passed => "passed",
                Outcome::Failed(_) => "FAILED",
                Outcome::Skipped(_) => "SKIPPED",
            };
            println!("{name:<12} {result:<8} {:>8.1}", took.as_secs_f64());
        }
        for (name, outcome, _) in &self.steps {
            match outcome {
                Outcome::Passed => {}
                Outcome::Failed(error) => println!("\n!!! {name} FAILED: {error:#}"),
                Outcome::Skipped(why) if ci => {
                    println!("\n!!! {name} SKIPPED, which CI=true does not allow: {why}");
                }
                Outcome::Skipped(why) => println!("\n!!! {name} SKIPPED: {why}"),
            }
        }
        for remark in &self.remarks {
            println!("\n!!! NOTE: {remark}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(outcome: Outcome) -> Report {
        let mut report = Report::default();
        report.step("fmt", Outcome::Passed, Duration::ZERO);
        report.step("browser", outcome, Duration::ZERO);
        report
    }

    #[test]
    fn a_skip_fails_only_where_nobody_reads() {
        assert!(with(Outcome::Skipped("no browser".into())).passed(false));
        assert!(!with(Outcome::Skipped("no browser".into())).passed(true));
    }

    #[test]
    fn a_failure_fails_and_a_remark_does_not() {
        assert!(!with(Outcome::Failed(Error::msg("no"))).passed(false));
        let mut report = with(Outcome::Passed);
        report.remark("the advisory database is out of reach".into());
        assert!(report.passed(true));
    }
}
