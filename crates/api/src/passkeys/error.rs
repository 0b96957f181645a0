//! What can go wrong with passkeys.

use securecart_db::DbError;
use securecart_dto::{FieldError, ProblemType};
use securecart_keys::KeyError;
use webauthn_rs::prelude::WebauthnError;

use crate::{http::ApiError, second_factor::SecondFactorError};

/// Why something about passkeys was not done.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The shop's address is a number.
    #[error("passkeys need a shop with a name")]
    Impossible,
    /// The account has no passkey, or none of that id.
    #[error("there is no such passkey")]
    None,
    /// The challenge was answered already, ran out, or was for something else.
    #[error("no challenge waits for this answer")]
    NoChallenge,
    /// What the device answered opens nothing here.
    #[error("the passkey was refused")]
    Refused,
    /// The device answered something that makes no passkey.
    #[error("the answer makes no passkey")]
    Unfit,
    /// The passkey belongs to an account already.
    #[error("the passkey is known already")]
    Known,
    /// The account has as many as there may be.
    #[error("the account has ten passkeys")]
    Full,
    /// The session was ended, or the account's security data changed, while the request ran.
    #[error("the session has ended")]
    SessionEnded,
    /// The machine gives no random numbers.
    #[error("no randomness")]
    NoRandomness,
    /// The second factor.
    #[error(transparent)]
    SecondFactor(#[from] SecondFactorError),
    /// The WebAuthn library can not be used as it is set up.
    #[error(transparent)]
    Library(#[from] WebauthnError),
    /// What is stored can not be read.
    #[error(transparent)]
    Stored(#[from] serde_json::Error),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

fn credential(code: &'static str, detail: &'static str) -> ApiError {
    vec![FieldError::new("/credential", code, detail)].into()
}

impl From<PasskeyError> for ApiError {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::Impossible => Self::new(
                ProblemType::Conflict,
                "Passkeys belong to a host name, and this shop's address is a number.",
            ),
            PasskeyError::None => Self::not_found(),
            PasskeyError::NoChallenge => {
                Self::new(ProblemType::Conflict, "This took longer than five minutes. Begin again.")
            }
            PasskeyError::Refused => {
                credential("wrong", "This passkey does not work here. Take another one, or another way.")
            }
            PasskeyError::Unfit => credential(
                "invalid",
                "The device's answer makes no passkey that this shop can use. Try again.",
            ),
            PasskeyError::Known => credential("known", "This passkey was added already."),
            PasskeyError::Full => Self::new(
                ProblemType::Conflict,
                "An account has room for ten passkeys. Remove one that you do not use any more.",
            ),
            PasskeyError::SessionEnded => Self::session_ended(),
            PasskeyError::SecondFactor(error) => error.into(),
            PasskeyError::Key(error) => error.into(),
            PasskeyError::Db(error) => error.into(),
            PasskeyError::NoRandomness | PasskeyError::Library(_) | PasskeyError::Stored(_) => {
                Self::internal(error)
            }
        }
    }
}
