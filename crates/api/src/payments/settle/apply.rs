//! The one transaction that changes a checkout after its start.

use securecart_db::{
    Conn,
    checkouts::{lock_checkout, move_checkout, store_session},
};
use securecart_domain::{
    CheckoutId,
    checkout::{CheckoutEvent, CheckoutStatus},
};
use serde_json::json;

use super::{
    SettleError,
    another::{Another, another_payment, refuse_unexpected},
    give_back::give_back,
    receive::receive_money,
    verdict,
};
use crate::{
    adapters::{clock::Clock, payment_gateway::PaymentSession},
    audit::{self, Entry, Outcome},
    auth::Actor,
    keys::Keys,
};

/// Locks the checkout, takes the step that the session calls for, and gives the status after it.
pub(super) async fn apply(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    id: CheckoutId,
    session: &PaymentSession,
) -> Result<CheckoutStatus, SettleError> {
    let checkout = lock_checkout(tx, id).await?.ok_or(SettleError::NoCheckout)?;
    match another_payment(tx, &checkout, session).await? {
        Another::No => {}
        Another::Unpaid => return Ok(checkout.status),
        Another::Unexpected => {
            refuse_unexpected(tx, clock, actor, &checkout, session).await?;
            return Ok(checkout.status);
        }
    }
    if checkout.provider_session_id.is_none() {
        store_session(tx, id, &session.id, session.url.as_deref()).await?;
    }
    let now = clock.now();
    let Some(event) = verdict::event(session, checkout.expires_at, now) else {
        return Ok(checkout.status);
    };
    let next = match checkout.status.apply(event) {
        Ok(next) if next != checkout.status => next,
        // Heard before, or of no consequence any more.
        _ => return Ok(checkout.status),
    };
    if !move_checkout(tx, now, id, checkout.status, next).await? {
        return Ok(checkout.status);
    }
    match event {
        CheckoutEvent::PaymentReceived => receive_money(tx, clock, keys, actor, &checkout, session).await?,
        CheckoutEvent::PaymentAccepted => {
            let entry = entry("checkout_payment_accepted", id, Outcome::Success, json!({}));
            audit::record(tx, now, actor, entry).await?;
        }
        CheckoutEvent::Cancelled | CheckoutEvent::PaymentFailed | CheckoutEvent::TimedOut => {
            give_back(tx, clock, actor, &checkout, next).await?;
        }
    }
    Ok(next)
}

pub(super) fn entry(
    event: &'static str,
    checkout: CheckoutId,
    outcome: Outcome,
    detail: serde_json::Value,
) -> Entry {
    Entry { event, object_kind: "checkout", object_key: checkout.to_string(), outcome, detail }
}
