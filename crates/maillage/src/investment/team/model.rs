//! The team of a project and what binds its members to it.

use jiff::Timestamp;
use platform::access::{Level, PrincipalId};
use platform::database::FromRow;
use platform::text_enum;

text_enum! {
    /// What somebody does on a project.
    pub enum Role {
        /// Answers for a territory.
        Correspondent = "territory-correspondent",
        /// Works on it for a partner.
        Contributor = "partner-contributor",
        /// Is asked for an opinion.
        Expert = "expert",
        /// Follows it.
        Observer = "observer",
    }
}

impl Role {
    /// The level that comes with it.
    pub const fn level(self) -> Level {
        match self {
            Self::Correspondent | Self::Contributor => Level::Contribute,
            Self::Expert | Self::Observer => Level::Read,
        }
    }
}

text_enum! {
    /// What binds somebody to a project.
    pub enum InterestNature {
        /// Nothing.
        None = "none",
        /// Shares in the company, or in a competitor.
        Shareholder = "shareholder",
        /// Somebody close works there.
        Kin = "employer-of-kin",
        /// A site that competes for it.
        CompetingSite = "competing-site",
        /// Anything else.
        Other = "other",
    }
}

/// Somebody of the team.
#[derive(Clone, Debug, FromRow)]
pub struct Contributor {
    /// The line.
    pub id: String,
    /// The account.
    pub account: String,
    /// The person acting for the organisation.
    pub seat: PrincipalId,
    /// First name and name.
    pub name: String,
    /// The organisation acted for.
    pub organisation: String,
    /// What he does.
    pub role: Role,
    /// Since when.
    pub added_at: Timestamp,
}

/// What somebody declared last.
#[derive(Clone, Debug, FromRow)]
pub struct Declared {
    /// The declaration.
    pub id: String,
    /// Who.
    pub account: String,
    /// First name and name.
    pub name: String,
    /// What binds him.
    pub nature: InterestNature,
    /// In his words.
    pub detail: Option<String>,
    /// When.
    pub declared_at: Timestamp,
    /// When the wall that it raised was lifted.
    pub lifted_at: Option<Timestamp>,
    /// Why.
    pub lift_reason: Option<String>,
}

impl Declared {
    /// Whether it keeps him from the project now.
    pub fn walls(&self) -> bool {
        self.nature != InterestNature::None && self.lifted_at.is_none()
    }
}

/// The team of a project, as somebody sees it.
#[derive(Clone, Debug, Default)]
pub struct Team {
    /// Its members, beside those that fields name.
    pub contributors: Vec<Contributor>,
    /// What was declared: all of it for those who manage the project, one's own for others.
    pub interests: Vec<Declared>,
}
