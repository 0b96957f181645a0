//! Money has been received.

use securecart_db::{
    Conn, carts,
    checkouts::CheckoutRecord,
    coupons::redeem_coupon,
    keys::{OrderKey, SealedEmail},
    orders::{
        PaymentResult, Placement, find_order_to_settle, flag_order, next_order_count, place_order,
        record_payment,
    },
    stock::{HeldStock, claim_holds},
};
use securecart_domain::{
    OrderId,
    accounts::Email,
    orders::{OrderEvent, OrderStatus, PaymentStatus, order_number},
};
use serde_json::json;

use super::{SettleError, not_honoured::give_back_at_once, verdict};
use crate::{
    adapters::{clock::Clock, payment_gateway::PaymentSession},
    audit::{self, Entry, Outcome},
    auth::Actor,
    keys::Keys,
    mail::{Mail, promise},
};

/// Takes the stock and places the order, if amount, currency and references fit and the stock is still held. If only the
/// stock is gone, the money goes back at once. Whatever else does not fit is numbered too, so that people can talk about
/// it, but is left to a person.
pub(super) async fn receive_money(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    checkout: &CheckoutRecord,
    session: &PaymentSession,
) -> Result<(), SettleError> {
    let Some((order, status)) = find_order_to_settle(tx, checkout.id).await? else {
        return Err(SettleError::NoCheckout);
    };
    let mut reasons = verdict::differences(session, checkout);
    if let Some(cart) = checkout.cart_id.filter(|_| reasons.is_empty() && status == OrderStatus::Pending) {
        carts::take_bought_lines_out(tx, clock.now(), cart, order).await?;
    }
    let result = payment_result(session, checkout, reasons.is_empty());
    redeem_coupon(tx, clock.now(), checkout.id).await?;
    if claim_holds(tx, clock.now(), &|| clock.uuid(), checkout.id).await? == HeldStock::Gone {
        reasons.push("stock");
    }
    record_payment(tx, clock.now(), order, &result).await?;
    let received = Received { order, session, email: sealed_email(clock, keys, checkout, session)? };
    let goods_gone = reasons.is_empty() || reasons == ["stock"];
    if reasons.is_empty() && status.apply(OrderEvent::PaymentReceived).is_ok() {
        place(tx, clock, actor, received.order, received.email).await
    } else if goods_gone && session.payment_id.is_some() && status.apply(OrderEvent::NotHonoured).is_ok() {
        // The right money, for goods that somebody else has by now: nobody has to decide anything.
        let placement = placement(tx, received.email).await?;
        give_back_at_once(tx, clock, actor, received.order, &placement).await
    } else {
        flag(tx, clock, actor, received, &result, &reasons).await
    }
}

/// Places the order of a checkout that costs nothing: the same steps without a provider.
pub(super) async fn place_free_order(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    checkout: &CheckoutRecord,
) -> Result<(), SettleError> {
    let Some((order, _)) = find_order_to_settle(tx, checkout.id).await? else {
        return Err(SettleError::NoCheckout);
    };
    if let Some(cart) = checkout.cart_id {
        carts::take_bought_lines_out(tx, clock.now(), cart, order).await?;
    }
    redeem_coupon(tx, clock.now(), checkout.id).await?;
    claim_holds(tx, clock.now(), &|| clock.uuid(), checkout.id).await?;
    record_payment(tx, clock.now(), order, &PaymentResult::Succeeded { intent: None }).await?;
    place(tx, clock, actor, order, None).await
}

/// What came from the payment page for an order.
struct Received<'a> {
    order: OrderId,
    session: &'a PaymentSession,
    /// Where the payer wants mail, for orders that know no address yet.
    email: Option<(OrderKey, SealedEmail)>,
}

fn sealed_email(
    clock: &Clock,
    keys: &Keys,
    checkout: &CheckoutRecord,
    session: &PaymentSession,
) -> Result<Option<(OrderKey, SealedEmail)>, SettleError> {
    let Some(email) = session.email.as_deref().and_then(|email| Email::parse(email).ok()) else {
        return Ok(None);
    };
    let order = checkout.order_id;
    // An order that knows its addresses keeps the key that opens them.
    let sealed = match &checkout.key {
        Some(key) => keys.seal_customers_order(key, order, email.as_str())?,
        None => keys.seal_guests_order(clock.uuid(), order, email.as_str(), clock.now())?,
    };
    Ok(Some(sealed))
}

fn payment_result(session: &PaymentSession, checkout: &CheckoutRecord, fits: bool) -> PaymentResult {
    let intent = session.payment_id.clone();
    if fits {
        return PaymentResult::Succeeded { intent };
    }
    let currency = session.currency.as_deref().and_then(|code| code.parse().ok());
    PaymentResult::Mismatched {
        intent,
        captured_minor: session.amount_minor.unwrap_or(0).max(0),
        captured_currency: currency.filter(|currency| *currency != checkout.total.currency()),
    }
}

async fn place(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    order: OrderId,
    email: Option<(OrderKey, SealedEmail)>,
) -> Result<(), SettleError> {
    let now = clock.now();
    promise(tx, clock, &Mail::OrderConfirmation { order }).await?;
    let placement = placement(tx, email).await?;
    place_order(tx, now, order, &placement).await?;
    tracing::info!(order.id = %order, order.number = placement.number, "an order was placed");
    let detail = json!({ "number": placement.number });
    Ok(audit::record(tx, now, actor, entry("order_placed", order, Outcome::Success, detail)).await?)
}

async fn flag(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    received: Received<'_>,
    result: &PaymentResult,
    reasons: &[&str],
) -> Result<(), SettleError> {
    let (now, order, session) = (clock.now(), received.order, received.session);
    let payment = match result {
        PaymentResult::Succeeded { .. } => PaymentStatus::Paid,
        _ => PaymentStatus::Unpaid,
    };
    let placement = placement(tx, received.email).await?;
    flag_order(tx, now, order, payment, &placement).await?;
    promise(tx, clock, &Mail::PaymentBeingChecked { order }).await?;
    tracing::error!(
        order.id = %order,
        order.number = placement.number,
        ?reasons,
        "money was received that does not fit its order: a person has to look"
    );
    let detail = json!({
        "number": placement.number,
        "differs": reasons,
        "session": session.id,
        "amount_minor": session.amount_minor,
        "currency": session.currency,
    });
    Ok(audit::record(tx, now, actor, entry("order_needs_review", order, Outcome::Failure, detail)).await?)
}

/// Takes the number last: its counter is what all purchases wait for.
async fn placement(tx: &mut Conn, email: Option<(OrderKey, SealedEmail)>) -> Result<Placement, SettleError> {
    Ok(Placement { number: order_number(next_order_count(tx).await?), email })
}

fn entry(event: &'static str, order: OrderId, outcome: Outcome, detail: serde_json::Value) -> Entry {
    Entry { event, object_kind: "order", object_key: order.to_string(), outcome, detail }
}
