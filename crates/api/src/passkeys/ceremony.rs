//! Challenges: drawn, kept for five minutes, and taken once.

use chrono::Duration;
use securecart_db::{
    Conn,
    accounts::passkeys::{
        ceremonies::{self, Purpose},
        list_credential_ids,
    },
};
use securecart_domain::UserId;
use securecart_dto::passkeys::PasskeyChallenge;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::PasskeyError;
use crate::{auth::token, config::Config, state::AppState};

/// How long a challenge waits; as long as browsers are told to.
const WAITS_FOR: Duration = Duration::minutes(5);

/// Whether passkeys can be used here: they belong to a name, so a shop whose address is a number has none.
pub(crate) fn are_possible(config: &Config) -> bool {
    config.http.public_url.domain().is_some()
}

/// What judges passkeys of this shop: only those that were made for its host name, by a page of its origin.
pub(super) fn relying_party(config: &Config) -> Result<Webauthn, PasskeyError> {
    let address = &config.http.public_url;
    let host = address.domain().ok_or(PasskeyError::Impossible)?;
    Ok(WebauthnBuilder::new(host, address)?.rp_name(&config.shop.name).build()?)
}

/// Asks for a passkey: any of those of `owner`, or of whoever the device knows.
pub(super) async fn ask(
    conn: &mut Conn,
    state: &AppState,
    purpose: Purpose,
    owner: Option<UserId>,
) -> Result<PasskeyChallenge, PasskeyError> {
    let (challenge, waiting) = relying_party(&state.config)?.start_discoverable_authentication()?;
    let mut options = options_of(&challenge)?;
    if let Some(owner) = owner {
        let ids = list_credential_ids(conn, owner).await?;
        if ids.is_empty() {
            return Err(PasskeyError::None);
        }
        set(&mut options, "allowCredentials", ids.iter().map(|id| descriptor(id)).collect());
    }
    keep(conn, state, purpose, &waiting, options).await
}

/// The options of a challenge, as browsers take them.
pub(super) fn options_of(challenge: &impl Serialize) -> Result<Value, PasskeyError> {
    let mut challenge = serde_json::to_value(challenge)?;
    Ok(challenge.get_mut("publicKey").map(Value::take).unwrap_or_default())
}

/// Sets one option.
pub(super) fn set(options: &mut Value, name: &str, value: Value) {
    if let Some(options) = options.as_object_mut() {
        options.insert(name.to_owned(), value);
    }
}

fn descriptor(id: &[u8]) -> Value {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(id) })
}

/// Keeps what the answer will be judged by.
pub(super) async fn keep(
    conn: &mut Conn,
    state: &AppState,
    purpose: Purpose,
    waiting: &impl Serialize,
    options: Value,
) -> Result<PasskeyChallenge, PasskeyError> {
    let ceremony = token::draw().map_err(|_| PasskeyError::NoRandomness)?;
    let (now, waiting) = (state.clock.now(), serde_json::to_value(waiting)?);
    ceremonies::insert(conn, &token::hash(&ceremony), purpose, &waiting, now, now + WAITS_FOR).await?;
    Ok(PasskeyChallenge { ceremony, options })
}

/// Takes what the answer is judged by. The challenge is gone then, whatever the answer is worth.
pub(super) async fn take<T: DeserializeOwned>(
    state: &AppState,
    ceremony: &str,
    purpose: Purpose,
) -> Result<T, PasskeyError> {
    let mut conn = state.db.connection().await?;
    let waiting = ceremonies::take(&mut conn, &token::hash(ceremony), purpose, state.clock.now()).await?;
    Ok(serde_json::from_value(waiting.ok_or(PasskeyError::NoChallenge)?)?)
}
