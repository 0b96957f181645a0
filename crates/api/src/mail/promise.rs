//! Promising a mail, in the transaction of what it tells.

use securecart_db::{
    Conn, DbError,
    outbox::{NewTask, insert_task},
};
use securecart_domain::{OutboxId, UserId};
use serde_json::{Value, json};

use super::{Mail, Notice};
use crate::adapters::clock::Clock;

/// Tells the owner of an account what happened to it. An owner whose address is not confirmed is told nothing: it
/// may be somebody else's.
///
/// That an account is erased is promised with [`super::promise_farewell`]: nobody could look its owner up.
pub async fn notify(tx: &mut Conn, clock: &Clock, user: UserId, notice: Notice) -> Result<(), DbError> {
    promise(tx, clock, &Mail::Notice { user, at: clock.now(), notice }).await
}

/// Promises a mail; one that can be promised only once is promised once.
pub async fn promise(tx: &mut Conn, clock: &Clock, mail: &Mail) -> Result<(), DbError> {
    promise_as(tx, clock, OutboxId::new(clock.uuid()), mail).await
}

/// The same with an id that was drawn before.
pub(super) async fn promise_as(
    tx: &mut Conn,
    clock: &Clock,
    id: OutboxId,
    mail: &Mail,
) -> Result<(), DbError> {
    let mut stored = json!(mail);
    let task = NewTask {
        id,
        kind: stored.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned(),
        unique_key: mail.unique_key(),
        payload: stored.get_mut("payload").map(Value::take).unwrap_or_default(),
    };
    insert_task(tx, clock.now(), &task).await.map(drop)
}
