//! The right money came when its goods were gone.

use securecart_db::{
    Conn,
    orders::{Placement, cancel_unhonoured_order},
    refunds::lock_order_to_refund,
};
use securecart_domain::{
    OrderId,
    refunds::{RefundOrigin, RefundReason},
};
use serde_json::json;

use super::SettleError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    mail::{Mail, promise},
    refunds::{Wish, decide},
};

/// Ends the order and decides to give all of the money back; a job asks the provider for it in a moment. The payment has
/// been written down already.
pub(super) async fn give_back_at_once(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    id: OrderId,
    placement: &Placement,
) -> Result<(), SettleError> {
    let now = clock.now();
    cancel_unhonoured_order(tx, now, id, placement).await?;
    let order = lock_order_to_refund(tx, id).await?.ok_or(SettleError::NoCheckout)?;
    let wish = Wish::everything(&order, RefundOrigin::Shop, RefundReason::NotHonoured);
    let refund = decide(tx, clock, actor, &order, &wish).await?;
    promise(tx, clock, &Mail::OrderNotHonoured { order: id }).await?;
    tracing::warn!(
        order.id = %id,
        order.number = placement.number,
        refund.id = %refund,
        "money came for goods that are gone: it goes back"
    );
    let detail = json!({ "number": placement.number, "reason": RefundReason::NotHonoured, "refund": refund });
    let entry = Entry {
        event: "order_cancelled",
        object_kind: "order",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    Ok(audit::record(tx, now, actor, entry).await?)
}
