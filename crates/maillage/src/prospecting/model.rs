//! Company files.

use platform::access::RecordId;
use platform::database::FromRow;
use platform::id;

use crate::directory::OrganisationId;

id!(/// A file on a company: the identifier of its record.
    FileId);

impl FileId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

/// A file, as its page needs it.
#[derive(Clone, Debug, FromRow)]
pub struct CompanyFile {
    /// Its identifier.
    pub id: FileId,
    /// The company.
    pub company: OrganisationId,
    /// The organisation that keeps it.
    pub owner_name: String,
}
