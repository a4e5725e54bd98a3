//! The SQL of teams and interests.

pub mod contributors;
pub mod handing;
pub mod held;
pub mod interests;
