//! The one transaction that changes a checkout after its start.

use securecart_db::{
    Conn,
    checkouts::{CheckoutRecord, lock_checkout, move_checkout, store_session},
};
use securecart_domain::{
    CheckoutId,
    checkout::{CheckoutEvent, CheckoutStatus},
};
use serde_json::json;

use super::{SettleError, give_back::give_back, receive::receive_money, verdict};
use crate::{
    adapters::{
        clock::Clock,
        payment_gateway::{PaymentSession, SessionState},
    },
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
    if checkout.provider_session_id.as_ref().is_some_and(|stored| *stored != session.id) {
        note_other_session(tx, clock, actor, &checkout, session).await?;
        return Ok(checkout.status);
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
        CheckoutEvent::Cancelled | CheckoutEvent::TimedOut => {
            give_back(tx, clock, actor, &checkout, next).await?;
        }
    }
    Ok(next)
}

/// A second session for one checkout can only come from a key that the provider has forgotten. Nothing is done
/// about an unpaid one; a paid one needs a person.
async fn note_other_session(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    checkout: &CheckoutRecord,
    session: &PaymentSession,
) -> Result<(), SettleError> {
    if session.state != SessionState::Complete {
        return Ok(());
    }
    tracing::error!(checkout.id = %checkout.id, session.id, "a second session of a checkout was paid: give the money back");
    let detail = json!({ "session": session.id, "amount_minor": session.amount_minor });
    let entry = entry("payment_unexpected", checkout.id, Outcome::Failure, detail);
    Ok(audit::record(tx, clock.now(), actor, entry).await?)
}

pub(super) fn entry(
    event: &'static str,
    checkout: CheckoutId,
    outcome: Outcome,
    detail: serde_json::Value,
) -> Entry {
    Entry { event, object_kind: "checkout", object_key: checkout.to_string(), outcome, detail }
}
