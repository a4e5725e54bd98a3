//! Where the two dialects differ: the list of what one may see, full-text search, and the claim of a job. A fourth
//! file here needs a decision record.

pub(crate) mod job_claim;
pub(crate) mod text_search;
pub(crate) mod visible_list;
