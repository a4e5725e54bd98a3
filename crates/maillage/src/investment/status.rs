//! Whether a project goes on, which is not how far it got: a qualified project may be dormant, and a lost one keeps the
//! stage where it was lost.

use platform::text_enum;

text_enum! {
    /// The status of a project.
    pub enum Status {
        /// Somebody works on it.
        Ongoing = "ongoing",
        /// It goes on, later than foreseen.
        Delayed = "delayed",
        /// Nothing is expected for some time.
        Dormant = "dormant",
        /// The company chose another place.
        Lost = "lost",
        /// The company gave the project up.
        Abandoned = "abandoned",
    }
}

/// What is known of a status.
#[derive(Debug)]
pub struct StatusRule {
    /// The status.
    pub status: Status,
    /// Whether the project may still move.
    pub moves: bool,
    /// Whether its clocks run.
    pub runs: bool,
    /// Whether the day on which one looks at it again must be said.
    pub until: bool,
    /// Whether why it was lost must be said from a list.
    pub cause: bool,
}

/// Every status. A reason is always due.
pub const STATUSES: &[StatusRule] = &[
    StatusRule { status: Status::Ongoing, moves: true, runs: true, until: false, cause: false },
    StatusRule { status: Status::Delayed, moves: true, runs: false, until: true, cause: false },
    StatusRule { status: Status::Dormant, moves: false, runs: false, until: true, cause: false },
    StatusRule { status: Status::Lost, moves: false, runs: false, until: false, cause: true },
    StatusRule { status: Status::Abandoned, moves: false, runs: false, until: false, cause: true },
];

impl Status {
    /// What is known of it.
    pub fn rule(self) -> &'static StatusRule {
        STATUSES.iter().find(|rule| rule.status == self).unwrap_or(&STATUSES[0])
    }

    /// Whether the project is over without a win.
    pub fn closed(self) -> bool {
        self.rule().cause
    }
}

/// Why a project is lost or abandoned, as lists count it.
pub const CAUSES: &[&str] =
    &["site", "delay", "cost", "labour", "aids", "market", "financing", "internal", "silence", "other"];
