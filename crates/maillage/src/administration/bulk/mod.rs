//! People to invite together, pasted from a table or sent as a file: read, checked line by line, sent only once confirmed.

mod rules;
mod table;

pub use rules::{Known, Line, check, ready};
pub use table::decoded;
