//! The SQL of administration: what roles may do, and the access that was taken by breaking the glass.

pub mod glass;
pub mod rights;
