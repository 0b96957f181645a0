//! Steps of a checkout, each a conditional `UPDATE`.

use chrono::{DateTime, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{CheckoutId, checkout::CheckoutStatus};

use super::{CheckoutRecord, find_checkout_any};
use crate::{Conn, DbError, schema::checkouts};

/// A checkout, kept for this transaction alone until it ends: settling takes turns.
pub async fn lock_checkout(tx: &mut Conn, id: CheckoutId) -> Result<Option<CheckoutRecord>, DbError> {
    let row = checkouts::table.filter(checkouts::id.eq(id)).select(checkouts::id).for_update();
    let locked: Option<CheckoutId> = row.first(tx).await.optional()?;
    match locked {
        // Read only now: the statement above may have waited for somebody who changed it.
        Some(id) => find_checkout_any(tx, id).await,
        None => Ok(None),
    }
}

/// Remembers the provider's session and page. False if another session is stored already, or if the checkout
/// ended meanwhile and the session is not wanted any more.
pub async fn store_session(
    tx: &mut Conn,
    id: CheckoutId,
    session_id: &str,
    payment_url: Option<&str>,
) -> Result<bool, DbError> {
    let same_or_none =
        checkouts::provider_session_id.is_null().or(checkouts::provider_session_id.eq(session_id));
    let open = checkouts::id.eq(id).and(checkouts::status.eq_any(["open", "processing"]));
    let stored = diesel::update(checkouts::table.filter(open).filter(same_or_none))
        .set((
            checkouts::provider_session_id.eq(session_id),
            payment_url.map(|url| checkouts::payment_url.eq(url)),
        ))
        .execute(tx)
        .await?;
    Ok(stored > 0)
}

/// Moves a checkout on from one state to the next; false if it is no longer in that state.
pub async fn move_checkout(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: CheckoutId,
    from: CheckoutStatus,
    to: CheckoutStatus,
) -> Result<bool, DbError> {
    let completed = (!to.holds_stock()).then_some(now);
    let moved = diesel::update(checkouts::table)
        .filter(checkouts::id.eq(id).and(checkouts::status.eq(from.as_str())))
        .set((checkouts::status.eq(to.as_str()), checkouts::completed_at.eq(completed)))
        .execute(tx)
        .await?;
    Ok(moved > 0)
}
