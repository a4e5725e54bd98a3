//! What can go wrong between a verb and its database.

/// An error of the database facade.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row that was to change is not there, or bears another version: somebody else was faster.
    #[error("the row has changed or gone")]
    Stale,
    /// Exactly one row was expected and there was none.
    #[error("no such row")]
    Missing,
    /// A unique index refused the write; it is named `table__column` on both engines.
    #[error("{0} must be unique")]
    Unique(String),
    /// A foreign key or check constraint refused the write.
    #[error("constraint: {0}")]
    Constraint(String),
    /// A cell does not hold what the code expects.
    #[error("unreadable cell: {0}")]
    Decode(String),
    /// The statement and its values do not fit, found before any engine is asked.
    #[error("{bound} values for {expected} parameters in: {sql}")]
    Binds {
        /// How many values were bound.
        bound: usize,
        /// How many parameters the text names.
        expected: usize,
        /// The statement.
        sql: String,
    },
    /// The work took longer than its deadline.
    #[error("the database took too long")]
    Deadline,
    /// The engine is out of reach, full or broken.
    #[error("database: {0}")]
    Engine(String),
    /// The disk has no room left.
    #[error("the disk of the database is full")]
    Full,
    /// PostgreSQL asks that the transaction be run again.
    #[error("the transaction must be run again")]
    Retry,
    /// A closure panicked; its changes were rolled back.
    #[error("a change was abandoned after a defect in the program")]
    Panicked,
}

/// The result of a call to the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A cell that cannot be read.
    pub fn decode(error: impl std::fmt::Display) -> Self {
        Self::Decode(error.to_string())
    }

    /// A failure of the engine or of what stands around it.
    pub fn engine(error: impl std::fmt::Display) -> Self {
        Self::Engine(error.to_string())
    }

    /// A stored key that the program does not know.
    pub fn unknown_key(kind: &str, key: &str) -> Self {
        Self::Decode(format!("{kind} has no key {key}"))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return Self::Engine(error.to_string());
        };
        let message = message.as_deref().unwrap_or_default();
        match code.code {
            ErrorCode::OperationInterrupted => Self::Deadline,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ConstraintViolation => match message.strip_prefix("UNIQUE constraint failed: ") {
                Some(columns) => Self::Unique(unique_name(columns)),
                None => Self::Constraint(message.to_owned()),
            },
            _ => Self::Engine(error.to_string()),
        }
    }
}

/// `t.a, t.b` as SQLite says it, `t__a__b` as our unique indexes are named.
fn unique_name(columns: &str) -> String {
    let mut name = String::new();
    for column in columns.split(", ") {
        let (table, column) = column.split_once('.').unwrap_or(("", column));
        if name.is_empty() {
            name.push_str(table);
        }
        name.push_str("__");
        name.push_str(column);
    }
    name
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(db) = error.as_db_error() else {
            return Self::Engine(
                std::error::Error::source(&error)
                    .map_or(error.to_string(), |cause| format!("{error}: {cause}")),
            );
        };
        let code = db.code();
        if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
            Self::Retry
        } else if *code == SqlState::QUERY_CANCELED {
            Self::Deadline
        } else if *code == SqlState::DISK_FULL {
            Self::Full
        } else if *code == SqlState::UNIQUE_VIOLATION {
            Self::Unique(db.constraint().unwrap_or_default().to_owned())
        } else if code.code().starts_with("23") {
            Self::Constraint(db.message().to_owned())
        } else {
            Self::Engine(format!("{} {}", code.code(), db.message()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unique_constraints_are_named_alike_on_both_engines() {
        assert_eq!(unique_name("organisation.siren"), "organisation__siren");
        assert_eq!(unique_name("role.person, role.since"), "role__person__since");
    }
}
