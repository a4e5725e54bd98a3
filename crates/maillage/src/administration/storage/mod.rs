//! The SQL of administration: what roles may do, the access that was taken by breaking the glass, who read what,
//! which archives were made.

pub mod backups;
pub mod glass;
pub mod log;
pub mod rights;
