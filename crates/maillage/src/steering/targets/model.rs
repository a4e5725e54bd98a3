//! A target, and what is typed of one.

use jiff::Timestamp;
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::{id, text_enum};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::indicators::Indicator;
use crate::plan::{HeadingId, HeadingName};

id!(/// A target.
    TargetId);

text_enum! {
    /// How firm it is (S3-14).
    pub enum Firmness {
        /// Hoped for: « le souhait de doubler ».
        Wished = "wished",
        /// Aimed at: « l’ambition est d’atteindre ».
        Aimed = "aimed",
        /// Voted: « le budget voté ».
        Voted = "voted",
    }
}

/// What was said of a target at some time.
#[derive(Clone, Debug)]
pub struct TargetVersion {
    /// From 1.
    pub number: i64,
    /// The figure, as it was stated.
    pub figure: Figure,
    /// Where one starts from, as it was stated.
    pub baseline: Option<Figure>,
    /// How firm it is.
    pub firmness: Firmness,
    /// What it supposes.
    pub hypotheses: Option<String>,
    /// What may prevent it.
    pub risks: Option<String>,
    /// Where it is stated, in words.
    pub stated_in: Option<String>,
    /// The statement of a text of the instance.
    pub statement: Option<String>,
    /// When it was decided, as stated.
    pub decided_on: Option<ImpreciseDate>,
    /// Why it replaced the one before.
    pub reason: Option<String>,
    /// Who noted it.
    pub by: Option<String>,
    /// When.
    pub written_at: Timestamp,
}

/// A target, with the version in force.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its identifier.
    pub id: TargetId,
    /// What it is about.
    pub indicator: Indicator,
    /// The year.
    pub year: i64,
    /// The axis; none for the whole.
    pub axis: Option<HeadingName>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<Timestamp>,
    /// What is said of it now.
    pub now: TargetVersion,
}

/// What a target is about, as typed, with its first version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TargetInput {
    /// The key of an indicator that takes targets: `wins`, `jobs`, `safeguarded-jobs`, `capex`, `ambassadors`, `budget`.
    pub indicator: String,
    /// The year.
    pub year: String,
    /// The axis; nothing for the whole.
    pub axis: String,
    /// The figure, as people state it.
    pub figure: String,
    /// Where one starts from, as people state it.
    pub baseline: String,
    /// `wished`, `aimed` or `voted`.
    pub firmness: String,
    /// What it supposes.
    pub hypotheses: String,
    /// What may prevent it.
    pub risks: String,
    /// Where it is stated.
    pub stated_in: String,
    /// The code of a statement of a text of the instance: `S3-10.projects`.
    pub statement: String,
    /// When it was decided, as people say it.
    pub decided_on: String,
}

/// Another version of a target, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct VersionInput {
    /// The figure, as people state it.
    pub figure: String,
    /// Where one starts from, as people state it.
    pub baseline: String,
    /// `wished`, `aimed` or `voted`.
    pub firmness: String,
    /// What it supposes.
    pub hypotheses: String,
    /// What may prevent it.
    pub risks: String,
    /// Where it is stated.
    pub stated_in: String,
    /// The code of a statement of a text of the instance.
    pub statement: String,
    /// When it was decided, as people say it.
    pub decided_on: String,
    /// Why it replaces the one in force.
    pub reason: String,
}

impl From<&TargetInput> for VersionInput {
    fn from(input: &TargetInput) -> Self {
        Self {
            figure: input.figure.clone(),
            baseline: input.baseline.clone(),
            firmness: input.firmness.clone(),
            hypotheses: input.hypotheses.clone(),
            risks: input.risks.clone(),
            stated_in: input.stated_in.clone(),
            statement: input.statement.clone(),
            decided_on: input.decided_on.clone(),
            reason: String::new(),
        }
    }
}

impl From<&TargetVersion> for VersionInput {
    fn from(version: &TargetVersion) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let said = |figure: &Figure| figure.wording().unwrap_or_default().to_owned();
        let day = version.decided_on.as_ref().and_then(|date| date.wording()).unwrap_or_default();
        Self {
            figure: said(&version.figure),
            baseline: version.baseline.as_ref().map(said).unwrap_or_default(),
            firmness: version.firmness.key().into(),
            hypotheses: text(&version.hypotheses),
            risks: text(&version.risks),
            stated_in: text(&version.stated_in),
            statement: text(&version.statement),
            decided_on: day.to_owned(),
            reason: String::new(),
        }
    }
}

/// A version to be, checked.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// The figure.
    pub figure: Figure,
    /// Where one starts from.
    pub baseline: Option<Figure>,
    /// How firm it is.
    pub firmness: Firmness,
    /// What it supposes.
    pub hypotheses: Option<String>,
    /// What may prevent it.
    pub risks: Option<String>,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The statement of a text of the instance.
    pub statement: Option<String>,
    /// When it was decided.
    pub decided_on: Option<ImpreciseDate>,
    /// Why it replaces the one in force.
    pub reason: Option<String>,
}

/// A target to be, checked.
#[derive(Clone, Debug)]
pub struct NewTarget {
    /// What it is about.
    pub indicator: Indicator,
    /// The year.
    pub year: i64,
    /// The axis; none for the whole.
    pub axis: Option<HeadingId>,
    /// Its first version.
    pub first: NewVersion,
}
