//! The portfolio review: the meeting in which a team goes through its projects, the stalest first, and says one word of each.
//! Its minutes are what was said, and what was moved meanwhile.

pub mod api;
mod pages;
mod rules;
mod storage;

use jiff::Timestamp;
use platform::access::Level;
use platform::{id, text_enum};

use super::lists::Row;
use super::model::ProjectId;
use super::stages::Stage;
use super::status::Status;
use crate::frame::routes::{Routes, get, post};

id!(/// A review.
    ReviewId);

text_enum! {
    /// What a review says of a project. Its place is the key that says it.
    pub enum Verdict {
        /// Nothing new, and nothing is wanted.
        Steady = "steady",
        /// It goes on well.
        Advances = "advances",
        /// Somebody must be called again.
        Chase = "chase",
        /// Somebody else decides: management, the elected.
        Raise = "raise",
        /// It is to be stopped or put to sleep.
        Close = "close",
    }
}

/// A review.
#[derive(Clone, Debug)]
pub struct Review {
    /// Its identifier.
    pub id: ReviewId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: String,
    /// When it was closed; it is under way, if nothing is said.
    pub closed_at: Option<Timestamp>,
}

/// What was said of a project.
#[derive(Clone, Debug)]
pub struct Line {
    /// The project.
    pub project: ProjectId,
    /// Its code name.
    pub name: String,
    /// Its reference.
    pub reference: String,
    /// Who answers for it.
    pub referent: Option<String>,
    /// What was said.
    pub verdict: Verdict,
    /// What was added.
    pub note: Option<String>,
    /// Where the project stood then.
    pub stage: Stage,
    /// Whether it went on then.
    pub status: Status,
    /// When.
    pub at: Timestamp,
}

/// What was done to a project while the review was under way.
#[derive(Clone, Debug)]
pub enum Done {
    /// It went to this stage.
    Stage(Stage),
    /// Its status became this.
    Status(Status),
}

/// A change made during a review.
#[derive(Clone, Debug)]
pub struct Change {
    /// The project.
    pub project: ProjectId,
    /// Its code name.
    pub name: String,
    /// What was done.
    pub done: Done,
    /// When.
    pub at: Timestamp,
}

/// A review with what was said, and what is left to say.
#[derive(Clone, Debug)]
pub struct Held {
    /// The review.
    pub review: Review,
    /// What was said, of the projects that the reader reads.
    pub lines: Vec<Line>,
    /// What was done meanwhile.
    pub changes: Vec<Change>,
    /// What is left, the stalest first; nothing once it is closed.
    pub left: Vec<Row>,
    /// Whether more follow, to come as these are spoken of.
    pub more: bool,
}

/// The level from which one hears what was said of a project.
const HEARD: Level = Level::Read;

/// The pages of reviews.
pub fn routes() -> Routes {
    Routes::new()
        .route("/reviews", get(pages::index).post(pages::open))
        .route("/reviews/{id}", get(pages::review))
        .route("/reviews/{id}/lines", post(pages::say))
        .route("/reviews/{id}/closing", post(pages::close))
}
