//! What can go wrong with the second factor.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;

use crate::http::ApiError;

/// Why something about the second factor was not done.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// The code is wrong, too old, used already, or of another account.
    #[error("the code is wrong")]
    WrongCode,
    /// Nobody has said the right password here lately, or the sign-in was ended.
    #[error("no sign-in waits for a code")]
    NothingPending,
    /// Too many codes were tried.
    #[error("too many codes were tried")]
    TooManyCodes,
    /// No secret waits for its first code.
    #[error("no secret waits to be confirmed")]
    NotBegun,
    /// The account has no second factor.
    #[error("the account has no second factor")]
    Off,
    /// The session was ended, or the account's security data changed, while the request ran.
    #[error("the session has ended")]
    SessionEnded,
    /// A secret can not be sealed, opened or drawn.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A secret can not be used as one.
    #[error("a secret can not be used: {0}")]
    Unusable(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<SecondFactorError> for ApiError {
    fn from(error: SecondFactorError) -> Self {
        match error {
            SecondFactorError::WrongCode => Self::invalid(vec![FieldError::new(
                "/code",
                "wrong",
                "This code does not work. Each works once and only for a while: take the one that is shown now.",
            )]),
            SecondFactorError::NothingPending => {
                Self::new(ProblemType::NotSignedIn, "This sign-in is over. Begin again with your password.")
            }
            SecondFactorError::TooManyCodes => Self::new(
                ProblemType::NotSignedIn,
                "Too many codes were tried. Wait a while, then begin again with your password.",
            ),
            SecondFactorError::NotBegun => Self::new(
                ProblemType::Conflict,
                "The set-up was not begun, or more than ten minutes ago. Begin it again.",
            ),
            SecondFactorError::Off => Self::not_found(),
            SecondFactorError::SessionEnded => Self::session_ended(),
            SecondFactorError::Db(error) => error.into(),
            SecondFactorError::Keys(_) | SecondFactorError::Unusable(_) => Self::internal(error),
        }
    }
}
