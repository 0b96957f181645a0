//! What can go wrong when staff change an account.

use securecart_db::DbError;
use securecart_domain::accounts::MissingPermission;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::{auth::authority::OwnSessionEnded, http::ApiError};

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PersonError {
    /// There is no such account.
    #[error("there is no such account")]
    NotFound,
    /// Somebody changed the account since the caller loaded it.
    #[error("the account has another version by now")]
    Stale,
    /// It is the caller's own.
    #[error("it is the caller's own account")]
    Own,
    /// No mail reaches its owner.
    #[error("the account has no confirmed address")]
    OutOfReach,
    /// Nobody else could let people in.
    #[error("it is the last administrator")]
    LastAdministrator,
    /// One of the roles does not exist.
    #[error("there is no such role")]
    UnknownRole,
    /// The caller lacks something that the account holds or would hold.
    #[error(transparent)]
    Missing(#[from] MissingPermission),
    /// The caller was signed out meanwhile.
    #[error(transparent)]
    SessionEnded(#[from] OwnSessionEnded),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for PersonError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("users_keep_an_administrator") => Self::LastAdministrator,
            _ => Self::Db(error),
        }
    }
}

impl From<PersonError> for ApiError {
    fn from(error: PersonError) -> Self {
        match error {
            PersonError::NotFound => Self::not_found(),
            PersonError::Stale => Self::new(
                ProblemType::StaleVersion,
                "Somebody changed this after you loaded it. Load it again and repeat your change.",
            ),
            PersonError::Own => {
                Self::new(ProblemType::Conflict, "This is your own account: use your profile for that.")
            }
            PersonError::OutOfReach => Self::new(
                ProblemType::Conflict,
                "This account has no confirmed address, so its owner could not choose a new password. Lock it instead.",
            ),
            PersonError::LastAdministrator => Self::new(
                ProblemType::Conflict,
                "This is the last administrator. Give somebody else the role admin first.",
            ),
            PersonError::UnknownRole => Self::invalid(vec![FieldError::new(
                "/roles",
                "unknown",
                "One of these roles does not exist.",
            )]),
            PersonError::Missing(missing) => Self::permission_missing(missing.0),
            PersonError::SessionEnded(OwnSessionEnded) => Self::session_ended(),
            PersonError::Key(error) => error.into(),
            PersonError::Db(error) => error.into(),
        }
    }
}
