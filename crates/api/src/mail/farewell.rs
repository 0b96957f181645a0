//! The last mail to the owner of an account, who can not be looked up any more when it leaves.

use anyhow::Context as _;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use chrono::{DateTime, Utc};
use securecart_db::{Conn, DbError, accounts::UserRecord};
use securecart_domain::OutboxId;
use securecart_keys::{KeyError, Place};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Mail, Notice, letter::Envelope, promise::promise_as};
use crate::{
    adapters::{clock::Clock, mailer::Message},
    keys::Keys,
    state::AppState,
};

/// Whom it goes to.
#[derive(Serialize, Deserialize)]
struct Leaving {
    address: String,
    username: String,
    at: DateTime<Utc>,
}

/// Why the mail was not promised.
#[derive(Debug, thiserror::Error)]
pub enum FarewellError {
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Promises the mail while the account still has its name and address. An owner whose address is not confirmed is
/// told nothing: it may be somebody else's.
pub async fn promise_farewell(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    owner: &UserRecord,
) -> Result<(), FarewellError> {
    if owner.email_verified_at.is_none() {
        return Ok(());
    }
    let id = OutboxId::new(clock.uuid());
    let (address, username) = (keys.person(owner)?.email, owner.username.clone());
    let leaving = json!(Leaving { address, username, at: clock.now() }).to_string();
    let sealed = BASE64_STANDARD.encode(keys.seal(&place(id), leaving.as_bytes())?);
    Ok(promise_as(tx, clock, id, &Mail::Farewell { sealed }).await?)
}

/// The mail of that promise.
pub(super) fn farewell(state: &AppState, id: OutboxId, key: &str, sealed: &str) -> anyhow::Result<Message> {
    let sealed = BASE64_STANDARD.decode(sealed).context("a farewell is no base64")?;
    let leaving: Leaving = serde_json::from_slice(&state.keys.open(&place(id), &sealed)?)?;
    let letter = Notice::AccountErased.letter(&leaving.username, leaving.at, &state.config.http);
    letter.seal(Envelope { shop: &state.config.shop.name, to: &leaving.address, key })
}

fn place(id: OutboxId) -> Place {
    Place::new("outbox", "payload", id)
}
