//! Jobs as a company states them, as data.

use platform::figures::Figure;
use platform::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a job is for the territory.
    pub enum JobNature {
        /// It did not exist.
        Created = "created",
        /// It would have been lost.
        Safeguarded = "safeguarded",
        /// It comes from another site of the company.
        Transferred = "transferred",
    }
}

text_enum! {
    /// Under which contract somebody is hired.
    pub enum Contract {
        /// Open-ended (CDI).
        OpenEnded = "open-ended",
        /// Fixed-term (CDD).
        FixedTerm = "fixed-term",
        /// Open-ended with a temporary work agency (CDI intérimaire): beside every total, never in one.
        Agency = "agency",
        /// Apprenticeship, training.
        Apprenticeship = "apprenticeship",
        /// Anything else.
        Other = "other",
    }
}

/// The years for which jobs are stated, from the start of operations.
pub const YEARS: usize = 3;

/// Jobs of one nature under one contract, as typed: those that each year adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct JobsInput {
    /// `created`, `safeguarded` or `transferred`.
    pub nature: String,
    /// `open-ended`, `fixed-term`, `agency`, `apprenticeship` or `other`.
    pub contract: String,
    /// Jobs of the first year, as people say them.
    pub year_1: String,
    /// Jobs that the second year adds.
    pub year_2: String,
    /// Jobs that the third year adds.
    pub year_3: String,
}

impl JobsInput {
    /// What is typed of each year.
    pub fn years(&self) -> [&str; YEARS] {
        [&self.year_1, &self.year_2, &self.year_3]
    }

    /// Whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        let kept = [self.nature.as_str(), self.contract.as_str()];
        kept.into_iter().chain(self.years()).all(|text| text.trim().is_empty())
    }
}

/// Jobs of one nature under one contract.
#[derive(Clone, Debug, PartialEq)]
pub struct JobLine {
    /// What they are.
    pub nature: JobNature,
    /// Under which contract.
    pub contract: Contract,
    /// Those that each year adds, as stated.
    pub years: [Option<Figure>; YEARS],
}

impl JobLine {
    /// As it would be typed.
    pub fn input(&self) -> JobsInput {
        let said = |at: usize| {
            let figure = self.years.get(at).and_then(Option::as_ref);
            figure.and_then(Figure::wording).unwrap_or_default().to_owned()
        };
        JobsInput {
            nature: self.nature.key().into(),
            contract: self.contract.key().into(),
            year_1: said(0),
            year_2: said(1),
            year_3: said(2),
        }
    }
}
