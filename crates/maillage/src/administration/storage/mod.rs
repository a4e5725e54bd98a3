//! The SQL of administration: what roles may do, the access that was taken by breaking the glass, who read what.

pub mod glass;
pub mod log;
pub mod rights;
