//! The pages of groups; the tree stands on the sheet of a company.

pub mod control;
