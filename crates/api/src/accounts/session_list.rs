//! The decisions about the places where an account is signed in.

use securecart_db::{
    Conn,
    accounts::{devices, sessions},
};
use securecart_domain::{SessionId, UserId};
use serde_json::json;

use super::AccountError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Actor, SignedIn},
};

/// Ends one session of the caller's account. Refuses one that is not theirs as if it did not exist.
pub(super) async fn end_session(
    access: &SignedIn,
    tx: &mut Conn,
    clock: &Clock,
    id: SessionId,
) -> Result<(), AccountError> {
    if !devices::end_device_for_owner(tx, access.user_id(), id).await? {
        return Err(AccountError::NoSession);
    }
    record(tx, clock, access.actor(), access.user_id(), json!({"session": id})).await
}

/// Ends every session of the caller's account but the one that asks; returns how many that were.
pub(super) async fn end_other_sessions(
    access: &SignedIn,
    tx: &mut Conn,
    clock: &Clock,
    kept: SessionId,
) -> Result<usize, AccountError> {
    let ended = sessions::end_others(tx, access.user_id(), kept).await?;
    if ended > 0 {
        record(tx, clock, access.actor(), access.user_id(), json!({"ended": ended})).await?;
    }
    Ok(ended)
}

async fn record(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: UserId,
    detail: serde_json::Value,
) -> Result<(), AccountError> {
    let entry = Entry {
        event: "session_ended",
        object_kind: "user",
        object_key: user.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    Ok(audit::record(tx, clock.now(), actor, entry).await?)
}
