//! The pages of people.

pub mod answer;
pub mod classes;
pub mod details;
pub mod edit;
pub mod list;
pub mod new;
pub mod position;
pub mod positions;
pub mod redaction;
pub mod request;
pub mod requests;
pub mod retention;
pub mod sheet;
pub mod told;
