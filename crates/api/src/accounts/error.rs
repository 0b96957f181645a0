//! What can go wrong with accounts.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::http::ApiError;

/// Why an operation on an account was not done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Somebody has that name already.
    #[error("the username is taken")]
    UsernameTaken,
    /// The account is gone or shut.
    #[error("there is no such account")]
    NoAccount,
    /// There is no such session, or it is somebody else's.
    #[error("there is no such session")]
    NoSession,
    /// The present password is not the one given, or changed while the request ran.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The session was ended while the request ran.
    #[error("the session has ended")]
    SessionEnded,
    /// The mailed link is unknown, used up or too old, or what it was made for has changed.
    #[error("the link does not work any more")]
    DeadLink,
    /// Another account has confirmed the address.
    #[error("the address belongs to another account")]
    AddressTaken,
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for AccountError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unique { ref constraint } if constraint == "users_username_key_key" => {
                Self::UsernameTaken
            }
            DbError::Unique { ref constraint } if constraint == "users_verified_email_index_key" => {
                Self::AddressTaken
            }
            other => Self::Db(other),
        }
    }
}

impl From<AccountError> for ApiError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::UsernameTaken => Self::invalid(vec![FieldError::new(
                "/username",
                "taken",
                "This username is taken. Choose another one.",
            )]),
            AccountError::NoAccount => Self::new(ProblemType::NotSignedIn, "This account is no longer open."),
            AccountError::NoSession => Self::not_found(),
            AccountError::WrongPassword => Self::invalid(vec![FieldError::new(
                "/current_password",
                "wrong",
                "This is not your password.",
            )]),
            AccountError::DeadLink => {
                Self::new(ProblemType::InvalidLink, "Links work once and for a while. Ask for a new one.")
            }
            AccountError::AddressTaken => Self::new(
                ProblemType::Conflict,
                "This address has been confirmed for another account, and an address belongs to one account. Use \
                 that account, or give this one another address.",
            ),
            AccountError::SessionEnded => Self::session_ended(),
            AccountError::Key(error) => error.into(),
            AccountError::Db(error) => error.into(),
        }
    }
}
