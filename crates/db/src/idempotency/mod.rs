//! Calls that are carried out once, however often they arrive.
//!
//! A call claims its row before it begins. What it changes commits only while the claim still is its own, and sets
//! `has_effect` in the same transaction: so it happens once, whoever crashes when, on however many instances.

mod claim;
mod keyed_call;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub use claim::{Claim, NewClaim, claim};
pub use keyed_call::{KeyedCall, scope};

use crate::{Conn, DbError, schema::idempotency_keys};

/// Stores the answer of a call; in a transaction, it commits with what the call did.
/// [`DbError::Unavailable`] if somebody else has taken the call over.
pub async fn keep_answer(conn: &mut Conn, call: &KeyedCall, sealed: &[u8]) -> Result<(), DbError> {
    let answer = (idempotency_keys::answer_sealed.eq(sealed), idempotency_keys::has_effect.eq(true));
    let kept = diesel::update(call.own()).set(answer).execute(conn).await?;
    keyed_call::still_own(kept)?;
    call.note_answered();
    Ok(())
}

/// Stores what the call has reached, in the transaction that reaches it: whoever repeats the call after a crash goes on
/// from there. [`DbError::Unavailable`] if somebody else has taken the call over.
pub async fn keep_reached(tx: &mut Conn, call: &KeyedCall, reached: &str) -> Result<(), DbError> {
    let kept = diesel::update(call.own()).set(idempotency_keys::reached.eq(reached)).execute(tx).await?;
    keyed_call::still_own(kept)
}

/// Lets the call be begun again at once, unless it has had an effect or an answer.
pub async fn release(conn: &mut Conn, call: &KeyedCall, now: DateTime<Utc>) -> Result<(), DbError> {
    let open = idempotency_keys::has_effect.eq(false).and(idempotency_keys::answer_sealed.is_null());
    diesel::update(call.own().filter(open))
        .set(idempotency_keys::claimed_until.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Marks the effect of the running call, if there is one that does not do it by hand; called before every commit.
pub(crate) async fn mark_effect(tx: &mut Conn) -> Result<(), DbError> {
    let Some(call) = keyed_call::unattended() else { return Ok(()) };
    let marked = diesel::update(call.own()).set(idempotency_keys::has_effect.eq(true)).execute(tx).await?;
    keyed_call::still_own(marked)
}

/// Forgets calls that may be made anew. Returns how many.
pub async fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let old = idempotency_keys::table.filter(idempotency_keys::expires_at.le(now));
    Ok(diesel::delete(old).execute(conn).await?)
}
