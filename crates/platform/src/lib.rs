//! What knows the web and the machine, and no word of the domain.

extern crate self as platform;

pub mod access;
pub mod backup;
pub mod charts;
pub mod clock;
pub mod database;
pub mod dates;
pub mod figures;
pub mod files;
pub mod i18n;
pub mod id;
pub mod idempotency;
pub mod jobs;
pub mod journal;
pub mod mail;
pub mod outward;
pub mod search;
pub mod sheets;
pub mod text;
pub mod web;

pub use serde;
pub use uuid::{Error as UuidError, Uuid};
