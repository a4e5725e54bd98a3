//! People to invite together, pasted from a table or sent as a file: read, checked line by line, sent only once confirmed.

mod rules;
mod table;
mod workbook;

pub use rules::{Known, Line, MOST, attribute, check, ready, undecided};
pub use table::decoded;
