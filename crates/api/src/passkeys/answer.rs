//! Judging what a device answers, and using it up in one transaction with what it opens.

use securecart_db::{
    Conn,
    accounts::passkeys::{PasskeyRecord, ceremonies::Purpose, lock_passkey_by_credential, mark_used},
};
use securecart_domain::UserId;
use securecart_dto::{FieldError, passkeys::PasskeyAnswer};
use serde_json::Value;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

use super::{PasskeyError, ceremony};
use crate::{http::fields::Fields, state::AppState};

/// The longest token of a challenge that is looked at.
const CEREMONY_CHARS: usize = 43;

/// What a device answers, in a form that can be judged.
#[derive(Debug)]
pub(super) struct GivenAnswer {
    ceremony: String,
    credential: PublicKeyCredential,
}

impl TryFrom<PasskeyAnswer> for GivenAnswer {
    type Error = Vec<FieldError>;

    fn try_from(request: PasskeyAnswer) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let ceremony = fields.take("/ceremony", parse_ceremony(request.ceremony));
        let credential = fields.take("/credential", parse_credential(request.credential));
        match (ceremony, credential) {
            (Some(ceremony), Some(credential)) => Ok(Self { ceremony, credential }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// The token of a challenge, if it can be one; nobody makes us hash a novel.
pub(super) fn parse_ceremony(text: String) -> Result<String, &'static str> {
    if text.len() == CEREMONY_CHARS { Ok(text) } else { Err("Give the ceremony of the challenge.") }
}

/// What a browser's `toJSON` gives, with what the library does not know left out.
pub(super) fn parse_credential<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, &'static str> {
    serde_json::from_value(value).map_err(|_| "Give what the browser's passkey dialog answered, as JSON.")
}

/// An answer with the challenge that it has to fit; the challenge is taken, so this is the only chance.
pub(crate) struct JudgedBy {
    credential: PublicKeyCredential,
    challenge: DiscoverableAuthentication,
}

impl GivenAnswer {
    /// Takes the challenge that was asked for this purpose. Refuses with [`PasskeyError::NoChallenge`] if it was
    /// answered already, or too late.
    pub(super) async fn take_challenge(
        self,
        state: &AppState,
        purpose: Purpose,
    ) -> Result<JudgedBy, PasskeyError> {
        let challenge = ceremony::take(state, &self.ceremony, purpose).await?;
        Ok(JudgedBy { credential: self.credential, challenge })
    }
}

impl JudgedBy {
    /// The passkey that signed, if its signature fits, it asked its owner, and its counter went up; it counts as used
    /// then. `None` if it opens nothing here.
    pub(super) async fn spend(
        &self,
        tx: &mut Conn,
        state: &AppState,
    ) -> Result<Option<PasskeyRecord>, PasskeyError> {
        let Some(known) = lock_passkey_by_credential(tx, self.credential.get_credential_id()).await? else {
            return Ok(None);
        };
        // Devices that keep the account's id say it; it has to be the owner's (WebAuthn §7.2 step 6).
        let named = self.credential.get_user_unique_id();
        if named.is_some_and(|named| named != known.user.uuid().as_bytes()) {
            return Ok(None);
        }
        let mut passkey: Passkey = serde_json::from_value(known.credential.clone())?;
        let judge = ceremony::relying_party(&state.config)?;
        let judged =
            judge.finish_discoverable_authentication_v2(&self.credential, self.challenge.clone(), &passkey);
        let result = match judged {
            Ok(result) if result.user_verified() => result,
            Ok(_) => return Ok(None),
            Err(error) => {
                tracing::info!(%error, "a passkey was refused");
                return Ok(None);
            }
        };
        passkey.update_credential(&result);
        mark_used(tx, known.id, &serde_json::to_value(&passkey)?, state.clock.now()).await?;
        Ok(Some(known))
    }
}

/// Uses an answer up for that account. False if it is not one of a passkey of the account.
pub(crate) async fn spend_answer(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
    answer: &JudgedBy,
) -> Result<bool, PasskeyError> {
    Ok(answer.spend(tx, state).await?.is_some_and(|passkey| passkey.user == user))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_browser_sends_is_an_answer_or_is_blamed_on_its_field(
            ceremony in "[A-Za-z0-9_-]{40,46}",
            parts in prop::collection::vec("[A-Za-z0-9_-]{0,80}|[ -~]{0,20}", 6),
            extra in any::<u8>(),
        ) {
            let credential = json!({
                "id": parts[0], "rawId": parts[1], "type": "public-key", "clientExtensionResults": {"odd": extra},
                "response": {"clientDataJSON": parts[2], "authenticatorData": parts[3],
                    "signature": parts[4], "userHandle": parts[5]},
            });
            let long = ceremony.len() != CEREMONY_CHARS;
            match GivenAnswer::try_from(PasskeyAnswer { ceremony, credential }) {
                Ok(_) => prop_assert!(!long),
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
    }
}
