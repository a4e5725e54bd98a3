//! The columns of a list of projects, as data: which there are, and which stand there unless one chooses others.

use super::super::fields::Field;

/// A column, beside the project itself, which is always the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The company, or its owner where the company is not shown.
    Company,
    /// The stage, the status and the days there.
    Stage,
    /// Who answers for it.
    Referent,
    /// The organisation that opened it.
    Owner,
    /// When its card last changed.
    Changed,
    /// A field, for those who see it.
    Field(Field),
}

/// Every column, in the order in which they stand.
pub const COLUMNS: &[Column] = &[
    Column::Company,
    Column::Owner,
    Column::Stage,
    Column::Field(Field::Axis),
    Column::Field(Field::Programmes),
    Column::Field(Field::Sector),
    Column::Field(Field::Operation),
    Column::Field(Field::Nature),
    Column::Field(Field::Clientele),
    Column::Field(Field::Function),
    Column::Field(Field::Activity),
    Column::Field(Field::Location),
    Column::Field(Field::Jobs),
    Column::Field(Field::SafeguardedJobs),
    Column::Field(Field::Value),
    Column::Field(Field::AidRequested),
    Column::Field(Field::Calendar),
    Column::Field(Field::Priority),
    Column::Field(Field::Likelihood),
    Column::Field(Field::Source),
    Column::Field(Field::FirstTouch),
    Column::Field(Field::Competitors),
    Column::Field(Field::AnswerDeadline),
    Column::Field(Field::LandingSite),
    Column::Field(Field::DecidedOn),
    Column::Referent,
    Column::Changed,
];

/// Those that stand there unless one chooses others.
pub const USUAL: &[Column] = &[
    Column::Company,
    Column::Stage,
    Column::Field(Field::Sector),
    Column::Field(Field::Jobs),
    Column::Referent,
];

impl Column {
    /// Its key in an address and in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Stage => "stage",
            Self::Referent => "referent",
            Self::Owner => "owner",
            Self::Changed => "changed",
            Self::Field(field) => field.key(),
        }
    }

    /// The columns of these keys, in their own order; the usual ones when none is known.
    pub fn chosen(keys: &[&str]) -> Vec<Self> {
        let named = |column: &Self| keys.contains(&column.key());
        let chosen: Vec<Self> = COLUMNS.iter().copied().filter(named).collect();
        if chosen.is_empty() { USUAL.to_vec() } else { chosen }
    }

    /// Whether it says something that the line of a list does not hold.
    pub const fn needs_facts(self) -> bool {
        !matches!(
            self,
            Self::Company
                | Self::Stage
                | Self::Referent
                | Self::Owner
                | Self::Changed
                | Self::Field(Field::Sector | Field::Jobs)
        )
    }

    /// Whether it is set to the right, as numbers are.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Field(field) if field.rule().input.is_figure())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_order_and_unknown_ones_are_left() {
        let chosen = Column::chosen(&["jobs", "moon", "company"]);
        assert_eq!(chosen, [Column::Company, Column::Field(Field::Jobs)]);
        assert_eq!(Column::chosen(&["moon"]), USUAL);
        assert_eq!(Column::chosen(&[]), USUAL);
    }

    #[test]
    fn keys_are_distinct() {
        for (at, column) in COLUMNS.iter().enumerate() {
            assert!(COLUMNS[..at].iter().all(|other| other.key() != column.key()), "{column:?}");
        }
    }
}
