//! What stands in for a second factor.

use securecart_db::Conn;
use securecart_domain::{UserId, accounts::SecondFactorCode};

use super::codes::spend_code;
use crate::{
    auth::Actor,
    http::ApiError,
    passkeys::{JudgedBy, PasskeyError, spend_answer},
    second_factor::SecondFactorError,
    state::AppState,
};

/// What somebody gives to prove more than a password.
pub(crate) enum Proof<'a> {
    /// A code of the authenticator app, or a recovery code.
    Code(&'a SecondFactorCode),
    /// What a passkey answered.
    Passkey(&'a JudgedBy),
}

impl Proof<'_> {
    /// Uses it up. False if it is wrong or used already: of several who give it at the same moment one gets true.
    ///
    /// It does not count tries: ask [`crate::limits::codes`] first.
    pub(crate) async fn spend(
        &self,
        tx: &mut Conn,
        state: &AppState,
        actor: &Actor,
        user: UserId,
    ) -> Result<bool, ApiError> {
        match self {
            Self::Code(code) => Ok(spend_code(tx, state, actor, user, code).await?),
            Self::Passkey(answer) => Ok(spend_answer(tx, state, user, answer).await?),
        }
    }

    /// What is answered where it was wrong.
    pub(crate) fn refusal(&self) -> ApiError {
        match self {
            Self::Code(_) => SecondFactorError::WrongCode.into(),
            Self::Passkey(_) => PasskeyError::Refused.into(),
        }
    }
}
