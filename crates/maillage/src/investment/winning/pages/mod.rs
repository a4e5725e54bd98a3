//! The pages of evidence and restatements.

pub mod evidence;
pub mod restatements;
