//! What can go wrong with the database, in words that need no Diesel.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};
use diesel_async::pooled_connection::deadpool::PoolError;
use thiserror::Error;

use crate::transaction;

/// A cause that is only logged, never looked into.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a query or a transaction failed.
///
/// `Display` names only this layer and never carries data of a row; the cause is in `source()`.
#[derive(Debug, Error)]
pub enum DbError {
    /// The row that had to exist does not.
    #[error("no such row")]
    NotFound,
    /// A row with the same key exists. Also told for exclusion constraints, which generalise uniqueness.
    #[error("the unique constraint {constraint} is violated")]
    Unique {
        /// Name of the constraint or unique index, empty when PostgreSQL names none.
        constraint: String,
    },
    /// A row refers to a missing row, or is still referred to.
    #[error("the foreign key {constraint} is violated")]
    ForeignKey {
        /// Name of the constraint, empty when PostgreSQL names none.
        constraint: String,
    },
    /// A value lies outside what the schema allows.
    #[error("the check {constraint} is violated")]
    Check {
        /// Name of the constraint, empty when PostgreSQL names none.
        constraint: String,
    },
    /// Another transaction got in the way (SQLSTATE 40001 or 40P01), also after the retries.
    #[error("another transaction got in the way")]
    Conflict(#[source] BoxError),
    /// The database cannot be reached, is shutting down, has no free connection, or took too long.
    /// The same request may succeed later.
    #[error("the database is unavailable")]
    Unavailable(#[source] BoxError),
    /// A stored value breaks a rule of the domain, so it cannot be turned into a domain type.
    #[error("the column {table}.{column} holds an impossible value in row {id}")]
    Inconsistent {
        /// Table of the value.
        table: &'static str,
        /// Column of the value.
        column: &'static str,
        /// Primary key of the row, as text.
        id: String,
    },
    /// Anything else; a defect of the program or of its deployment.
    #[error("the database refused a statement")]
    Other(#[source] BoxError),
}

impl DbError {
    /// The constraint that was violated, for mapping to an error of the feature.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Unique { constraint } | Self::ForeignKey { constraint } | Self::Check { constraint } => {
                Some(constraint)
            }
            _ => None,
        }
    }

    /// Whether this is a violation of the unique constraint or index of that name.
    pub fn is_unique_violation(&self, name: &str) -> bool {
        matches!(self, Self::Unique { constraint } if constraint == name)
    }
}

impl From<DieselError> for DbError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(kind, information) => from_database(kind, information),
            DieselError::BrokenTransactionManager => Self::Unavailable(Box::new(error)),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            other => Self::Other(Box::new(other)),
        }
    }
}

impl From<PoolError> for DbError {
    fn from(error: PoolError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

fn from_database(
    kind: DatabaseErrorKind,
    information: Box<dyn DatabaseErrorInformation + Send + Sync>,
) -> DbError {
    let constraint = information.constraint_name().unwrap_or_default().to_owned();
    let condition = Condition::of(kind, information.message());
    let cause = DieselError::DatabaseError(kind, information);
    match condition {
        Condition::Unique => DbError::Unique { constraint },
        Condition::ForeignKey => DbError::ForeignKey { constraint },
        Condition::Check => DbError::Check { constraint },
        Condition::Conflict => {
            transaction::note_conflict();
            DbError::Conflict(Box::new(cause))
        }
        Condition::Unavailable => DbError::Unavailable(Box::new(cause)),
        Condition::Other => DbError::Other(Box::new(cause)),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Condition {
    Unique,
    ForeignKey,
    Check,
    Conflict,
    Unavailable,
    Other,
}

impl Condition {
    fn of(kind: DatabaseErrorKind, message: &str) -> Self {
        match kind {
            DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::ExclusionViolation => Self::Unique,
            DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::RestrictViolation => Self::ForeignKey,
            DatabaseErrorKind::CheckViolation => Self::Check,
            DatabaseErrorKind::SerializationFailure => Self::Conflict,
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Self::Unavailable,
            _ => Self::of_message(message),
        }
    }

    /// Diesel hands over no SQLSTATE for these, only the text, which is why the pool asks for
    /// messages in English.
    fn of_message(message: &str) -> Self {
        // 40P01
        const CONFLICT: &[&str] = &["deadlock detected"];
        // 57014 and 55P03; 57P01 and 57P02; 25P03; 57P03; 53300
        const UNAVAILABLE: &[&str] = &[
            "canceling statement due to",
            "could not obtain lock on",
            "terminating connection",
            "the database system is",
            "too many clients already",
            "too many connections",
            "remaining connection slots",
        ];
        let starts_or_holds = |texts: &[&str]| texts.iter().any(|text| message.contains(text));
        if starts_or_holds(CONFLICT) {
            Self::Conflict
        } else if starts_or_holds(UNAVAILABLE) {
            Self::Unavailable
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_without_a_kind_of_their_own_are_told_apart() {
        let of = |message| Condition::of(DatabaseErrorKind::Unknown, message);
        assert_eq!(of("deadlock detected"), Condition::Conflict);
        assert_eq!(of("canceling statement due to lock timeout"), Condition::Unavailable);
        assert_eq!(of("terminating connection due to administrator command"), Condition::Unavailable);
        assert_eq!(of("sorry, too many clients already"), Condition::Unavailable);
        assert_eq!(of("relation \"x\" does not exist"), Condition::Other);
    }

    #[test]
    fn the_text_of_an_error_names_no_data() {
        let cause = DieselError::DatabaseError(
            DatabaseErrorKind::UniqueViolation,
            Box::new("ann@example.com".to_owned()),
        );
        assert!(!DbError::from(cause).to_string().contains("ann"));
    }
}
