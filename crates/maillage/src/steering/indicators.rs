//! The indicators, as a table: what each counts, of which records, in which unit, and whether it comes with a warning
//! (practice: indicator catalogue). Names, definitions, rules and warnings are texts, under the indicator's key.

use platform::text_enum;

text_enum! {
    /// Something that an organisation measures itself by.
    pub enum Indicator {
        /// Projects won and verified.
        Wins = "wins",
        /// Jobs announced at three years by verified projects.
        Jobs = "jobs",
        /// Jobs that would have been lost.
        SafeguardedJobs = "safeguarded-jobs",
        /// Open-ended contracts with a temporary work agency.
        AgencyJobs = "agency-jobs",
        /// Investment of verified projects.
        Capex = "capex",
        /// Of the projects qualified in a quarter, how many were won.
        Conversion = "conversion",
        /// How long a lead waits for its first contact.
        FirstResponse = "first-response",
        /// Members of the network of ambassadors.
        Ambassadors = "ambassadors",
        /// What the board voted to spend.
        Budget = "budget",
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The verified projects that were decided in the year; announced ones stand apart.
    Verified,
    /// The log of stages.
    StageLog,
    /// What somebody states, with its date and its source: no record counts it yet.
    Stated,
}

/// What a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Projects, jobs, people.
    Number,
    /// Money.
    Amount,
    /// A part of a whole.
    Share,
    /// Hours.
    Delay,
}

/// What is known of an indicator.
#[derive(Debug)]
pub struct IndicatorRule {
    /// The indicator.
    pub indicator: Indicator,
    /// Where its value comes from.
    pub basis: Basis,
    /// What it is counted in.
    pub measure: Measure,
    /// Whether targets are set for it.
    pub targeted: bool,
    /// Whether it is read with a warning.
    pub warned: bool,
}

const fn line(
    indicator: Indicator,
    basis: Basis,
    measure: Measure,
    targeted: bool,
    warned: bool,
) -> IndicatorRule {
    IndicatorRule { indicator, basis, measure, targeted, warned }
}

/// Every indicator. Read a line as: indicator, where its value comes from, unit, whether it has targets, whether it has a
/// warning.
pub const INDICATORS: &[IndicatorRule] = &{
    use Basis::{StageLog, Stated, Verified};
    use Indicator as I;
    use Measure::{Amount, Delay, Number, Share};
    [
        line(I::Wins, Verified, Number, true, true),
        line(I::Jobs, Verified, Number, true, true),
        line(I::SafeguardedJobs, Verified, Number, true, true),
        line(I::AgencyJobs, Verified, Number, false, true),
        line(I::Capex, Verified, Amount, true, true),
        line(I::Conversion, StageLog, Share, false, true),
        line(I::FirstResponse, StageLog, Delay, false, true),
        line(I::Ambassadors, Stated, Number, true, true),
        line(I::Budget, Stated, Amount, true, true),
    ]
};

impl Indicator {
    /// What is known of it.
    pub fn rule(self) -> &'static IndicatorRule {
        INDICATORS.iter().find(|rule| rule.indicator == self).unwrap_or(&INDICATORS[0])
    }

    /// Those for which targets are set.
    pub fn targeted() -> impl Iterator<Item = Self> {
        INDICATORS.iter().filter(|rule| rule.targeted).map(|rule| rule.indicator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_indicator_has_its_line_once() {
        for indicator in Indicator::ALL {
            assert_eq!(
                INDICATORS.iter().filter(|rule| rule.indicator == *indicator).count(),
                1,
                "{indicator:?}"
            );
        }
        assert_eq!(INDICATORS.len(), Indicator::ALL.len());
    }
}
