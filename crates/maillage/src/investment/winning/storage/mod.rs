//! The SQL of evidence and restatements.

pub mod evidence;
pub mod restatement;
