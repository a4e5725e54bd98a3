//! How often a person is written to about what changed, and about what: a preference of the account, since one person gets one
//! mail whatever the seats.

use jiff::Timestamp;
use platform::text_enum;

text_enum! {
    /// How often.
    pub enum Rhythm {
        /// Not at all.
        Never = "never",
        /// Each working day.
        Daily = "daily",
        /// Each Monday: what one gets until one chooses.
        Weekly = "weekly",
    }
}

text_enum! {
    /// About what.
    pub enum Reach {
        /// What names the person, or what he noted something on: what one gets until one chooses.
        Mine = "mine",
        /// Whatever his organisation owns.
        Organisation = "organisation",
    }
}

/// What a person wishes, and until when he was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How often.
    pub rhythm: Rhythm,
    /// About what.
    pub reach: Reach,
    /// The end of what the last mail told.
    pub told_until: Option<Timestamp>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { rhythm: Rhythm::Weekly, reach: Reach::Mine, told_until: None }
    }
}
