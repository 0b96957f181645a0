//! A checkout ends without money.

use securecart_db::{
    Conn,
    checkouts::{CheckoutRecord, lock_checkout, move_checkout},
    coupons::release_redemption,
    orders::{PaymentResult, cancel_pending_order, record_payment},
    stock::release_holds,
};
use securecart_domain::{
    CheckoutId,
    checkout::{CheckoutEvent, CheckoutStatus},
};
use serde_json::json;

use super::{SettleError, apply::entry};
use crate::{
    adapters::clock::Clock,
    audit::{self, Outcome},
    auth::Actor,
};

/// Gives stock and coupon back and ends the pending order. The checkout has moved to `status` already.
pub(super) async fn give_back(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    checkout: &CheckoutRecord,
    status: CheckoutStatus,
) -> Result<(), SettleError> {
    let now = clock.now();
    release_redemption(tx, now, checkout.id).await?;
    release_holds(tx, now, &|| clock.uuid(), checkout.id).await?;
    cancel_pending_order(tx, now, checkout.order_id).await?;
    record_payment(tx, now, checkout.order_id, &PaymentResult::Voided).await?;
    let event = match status {
        CheckoutStatus::Expired => "checkout_expired",
        CheckoutStatus::Declined => "checkout_declined",
        _ => "checkout_cancelled",
    };
    tracing::info!(checkout.id = %checkout.id, checkout.status = %status, "a checkout ended without money");
    let detail = json!({ "order": checkout.order_id });
    Ok(audit::record(tx, now, actor, entry(event, checkout.id, Outcome::Success, detail)).await?)
}

/// Cancels a checkout for which the provider has opened no session. Does nothing if it has one by now.
pub async fn cancel_unopened(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    id: CheckoutId,
) -> Result<CheckoutStatus, SettleError> {
    let checkout = lock_checkout(tx, id).await?.ok_or(SettleError::NoCheckout)?;
    let next = checkout.status.apply(CheckoutEvent::Cancelled).unwrap_or(checkout.status);
    if checkout.provider_session_id.is_some() || next == checkout.status {
        return Ok(checkout.status);
    }
    if move_checkout(tx, clock.now(), id, checkout.status, next).await? {
        give_back(tx, clock, actor, &checkout, next).await?;
    }
    Ok(next)
}
