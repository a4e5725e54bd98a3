//! What every page and API call stands in: the shared state, who is calling, in which language, in which layout.
//! Knows no feature.

pub mod accesses;
mod api;
mod app;
mod assets;
mod caller;
mod components;
mod conflict;
pub mod exporting;
mod layout;
pub mod links;
pub mod lists;
pub mod merging;
pub mod personal;
mod problem;
pub mod rights;
pub mod routes;
mod storage;
mod theme;

pub use api::{
    ApiCaller, ApiJson, ApiQuery, Everywhere, FaultJson, MergedJson, ProblemJson, Scope, Sent, Versioned,
    any_of, cursor, cut, json_created, json_merged, limit, one_of,
};
pub use app::{App, Shared};
pub use assets::{asset, asset_url};
pub use caller::{Caller, LANGUAGE, Me, SESSION, VISIT, identify, initials};
pub use conflict::{Conflict, Edited, one_line_end};
pub use layout::{Frame, Select, fault_text};
pub use problem::{in_words, listed_faults, negotiate, panicked};
pub use storage::who_may;
pub use theme::{Theme, Themes};
