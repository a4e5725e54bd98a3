//! Where the two dialects differ: full-text search and the claim of a job. The design allows a third file, the list of what
//! one may see, which nothing needs yet; a fourth needs a decision record.

pub(crate) mod job_claim;
pub(crate) mod text_search;
