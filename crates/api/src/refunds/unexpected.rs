//! Money that came for an order that other money had paid already goes back by itself.

use securecart_db::{
    Conn,
    refunds::{
        NewRefund, NewUnexpectedPayment, RefundSource, insert_unexpected_payment, lock_order_to_refund,
        reserve_refund,
    },
};
use securecart_domain::{
    Money, OrderId, RefundId, UnexpectedPaymentId,
    refunds::{RefundOrigin, RefundReason},
};
use serde_json::json;

use super::{RefundError, decide::entry};
use crate::{
    adapters::clock::Clock,
    audit::{self, Outcome},
    auth::Actor,
};

/// Money that nobody asked for.
#[derive(Clone, Debug)]
pub(crate) struct Unexpected {
    /// The order, which has been paid by other money.
    pub(crate) order: OrderId,
    /// The provider's payment page through which it came.
    pub(crate) session_id: String,
    /// The provider's payment.
    pub(crate) payment_id: String,
    /// What was received; more than nothing.
    pub(crate) amount: Money,
}

/// Writes the money down and decides to give all of it back; a job asks the provider for it in a moment. Money that was
/// heard of before is left as it is, so that it goes back once.
pub(crate) async fn give_back_unexpected(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    received: Unexpected,
) -> Result<(), RefundError> {
    let now = clock.now();
    let order = lock_order_to_refund(tx, received.order).await?.ok_or(RefundError::NotFound)?;
    let payment = NewUnexpectedPayment {
        id: UnexpectedPaymentId::new(clock.uuid()),
        order_id: order.id,
        provider_session_id: received.session_id,
        provider_payment_id: received.payment_id,
        amount: received.amount,
    };
    if !insert_unexpected_payment(tx, now, &payment).await? {
        return Ok(());
    }
    let refund = all_of(clock, &payment);
    if !reserve_refund(tx, now, &refund).await? {
        return Err(RefundError::NothingLeft);
    }
    let number = &order.number;
    tracing::warn!(order.id = %order.id, order.number = number, refund.id = %refund.id, "an order was paid twice: the second payment goes back");
    let detail = json!({ "number": number, "session": payment.provider_session_id, "amount": payment.amount, "refund": refund.id });
    audit::record(tx, now, actor, entry("payment_unexpected", &order, Outcome::Success, detail)).await?;
    let detail = json!({
        "refund": refund.id, "amount": refund.amount, "reason": refund.reason, "origin": refund.origin, "restock": false,
        "units": 0,
    });
    audit::record(tx, now, actor, entry("refund_requested", &order, Outcome::Success, detail)).await?;
    Ok(())
}

fn all_of(clock: &Clock, payment: &NewUnexpectedPayment) -> NewRefund {
    NewRefund {
        id: RefundId::new(clock.uuid()),
        order_id: payment.order_id,
        source: RefundSource::Unexpected(payment.id),
        origin: RefundOrigin::Shop,
        reason: RefundReason::PaidTwice,
        note: String::new(),
        amount: payment.amount,
        shipping: Money::zero(payment.amount.currency()),
        adjustment: payment.amount,
        lines: Vec::new(),
        provider_refund_id: None,
        next_attempt_at: clock.now(),
    }
}
