//! Promising a mail, in the transaction of what it tells.

use securecart_db::{
    Conn, DbError,
    accounts::users,
    outbox::{NewTask, insert_task},
};
use securecart_domain::{OutboxId, UserId};
use serde_json::{Value, json};

use super::{Mail, Notice};
use crate::adapters::clock::Clock;

/// Tells the owner of an account what happened to it. An owner whose address is not confirmed is told nothing: it
/// may be somebody else's.
///
/// [`Notice::AccountErased`] has to be promised while the account still has its name and address.
pub async fn notify(tx: &mut Conn, clock: &Clock, user: UserId, notice: Notice) -> Result<(), DbError> {
    let at = clock.now();
    if notice != Notice::AccountErased {
        return promise(tx, clock, &Mail::Notice { user, at, notice }).await;
    }
    match users::find_user(tx, user).await? {
        Some(owner) if owner.email_verified_at.is_some() => {
            let farewell = Mail::Farewell { address: owner.email, username: owner.username, at };
            promise(tx, clock, &farewell).await
        }
        _ => Ok(()),
    }
}

/// Promises a mail; one that can be promised only once is promised once.
pub async fn promise(tx: &mut Conn, clock: &Clock, mail: &Mail) -> Result<(), DbError> {
    let mut stored = json!(mail);
    let task = NewTask {
        id: OutboxId::new(clock.uuid()),
        kind: stored.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned(),
        unique_key: mail.unique_key(),
        payload: stored.get_mut("payload").map(Value::take).unwrap_or_default(),
    };
    insert_task(tx, clock.now(), &task).await.map(drop)
}
