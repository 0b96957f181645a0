//! Keeping the promise of a mail.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use securecart_db::{accounts::users, outbox::LeasedTask};
use securecart_domain::UserId;
use serde_json::json;

use super::{Mail, Notice, letter::Envelope, order_confirmation::confirmation};
use crate::{adapters::mailer::Message, state::AppState};

/// Words the mail of a task and sends it. A mail that nobody is left to read is no failure.
pub(crate) async fn deliver(state: &AppState, task: &LeasedTask) -> anyhow::Result<()> {
    let stored = json!({ "kind": task.kind, "payload": task.payload });
    let mail: Mail =
        serde_json::from_value(stored).with_context(|| format!("nobody knows how to do {}", task.kind))?;
    let key = format!("{}-{}", task.kind.replace('_', "-"), task.id);
    let message = match mail {
        Mail::OrderConfirmation { order } => confirmation(state, order).await?,
        Mail::Notice { user, at, notice } => tell(state, &key, user, at, &notice).await?,
        Mail::Farewell { address, username, at } => {
            let letter = Notice::AccountErased.letter(&username, at, &state.config.http);
            Some(letter.seal(Envelope { shop: &state.config.shop.name, to: &address, key: &key })?)
        }
    };
    match message {
        Some(message) => state.mailer.send(&message).await,
        None => Ok(()),
    }
}

/// A notice to the confirmed address of the account.
async fn tell(
    state: &AppState,
    key: &str,
    user: UserId,
    at: DateTime<Utc>,
    notice: &Notice,
) -> anyhow::Result<Option<Message>> {
    let owner = {
        let mut conn = state.db.connection().await?;
        users::find_user(&mut conn, user).await?
    };
    let Some(owner) = owner.filter(|owner| owner.email_verified_at.is_some()) else {
        return Ok(None);
    };
    let letter = notice.letter(&owner.username, at, &state.config.http);
    letter.seal(Envelope { shop: &state.config.shop.name, to: &owner.email, key }).map(Some)
}
