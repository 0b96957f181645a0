//! A guest signs in while paying.

use chrono::{DateTime, Duration, Utc};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{CheckoutId, UserId, VisitorId};

use crate::{
    Conn, DbError,
    schema::{checkouts, orders},
};

/// Checkouts that were started this long ago and have ended are no longer what somebody is in the middle of.
const JUST_NOW: Duration = Duration::hours(1);

/// Makes the visitor's checkouts, and the orders they pay, the customer's: those that can still be paid, and those
/// of the last hour, whose last page may be open. Older purchases stay a guest's, since the browser may be one that
/// several people use.
///
/// The address for mail is left as it is: it is part of what the provider was asked for, and comes with the payment.
pub async fn assign_checkouts_to_customer(
    tx: &mut Conn,
    now: DateTime<Utc>,
    visitor: VisitorId,
    customer: UserId,
) -> Result<Vec<CheckoutId>, DbError> {
    let unsettled = checkouts::status.eq_any(["open", "processing"]);
    let current = unsettled.or(checkouts::created_at.gt(now - JUST_NOW));
    let ids: Vec<CheckoutId> = checkouts::table
        .filter(checkouts::visitor_id.eq(visitor).and(current))
        .order(checkouts::id)
        .select(checkouts::id)
        .for_update()
        .load(tx)
        .await?;
    if ids.is_empty() {
        return Ok(ids);
    }
    diesel::update(checkouts::table.filter(checkouts::id.eq_any(&ids)))
        .set((checkouts::customer_id.eq(customer), checkouts::visitor_id.eq(None::<VisitorId>)))
        .execute(tx)
        .await?;
    diesel::update(orders::table.filter(orders::checkout_id.eq_any(&ids)))
        .set((orders::customer_id.eq(customer), orders::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(ids)
}
