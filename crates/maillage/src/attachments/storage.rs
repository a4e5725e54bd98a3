//! The SQL of attachments that is not the platform's.

use platform::access::RecordId;
use platform::database::{Query, Reader, Result};

use crate::frame::merging::{Relation, ToldTo};

/// The files attached to a record.
pub const MERGED: &[Relation] = &[Relation {
    label: "merge-attachments",
    table: "attachment",
    column: "record",
    key: "id",
    stays_if: "1 = 0",
    told_to: ToldTo::Merger,
}];

/// The kind of a record, for a caller who then asks whether it is seen.
pub fn kind_of(reader: &Reader, record: RecordId) -> Result<Option<String>> {
    Query::new("select kind from record where id = $1").bind(record).maybe(reader)
}
