//! A second payment page of one checkout.
//!
//! Only a provider that has forgotten its idempotency key opens one. Whichever page is paid first pays the order; what comes
//! through another one then goes back by itself. Pages are told apart by their payments, not by which of them the shop
//! has noted: that may be the one that was never paid.

use securecart_db::{
    Conn,
    checkouts::CheckoutRecord,
    refunds::{ReceivedPayment, find_received_payment},
};
use securecart_domain::{Currency, Money};
use serde_json::json;

use super::{SettleError, apply::entry, verdict};
use crate::{
    adapters::{
        clock::Clock,
        payment_gateway::{PaymentSession, PaymentState, SessionState},
    },
    audit::{self, Outcome},
    auth::Actor,
    refunds::{Unexpected, give_back_unexpected},
};

/// What a session is to its checkout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Another {
    /// The one that pays for it.
    No,
    /// Another one through which nothing has come: it decides nothing.
    Unpaid,
    /// Money that the checkout is not waiting for.
    Unexpected,
}

/// Whether the money is there.
pub(super) fn is_paid(session: &PaymentSession) -> bool {
    session.state == SessionState::Complete && session.payment == PaymentState::Received
}

/// What a session is to its checkout, which has to be locked.
pub(super) async fn another_payment(
    tx: &mut Conn,
    checkout: &CheckoutRecord,
    session: &PaymentSession,
) -> Result<Another, SettleError> {
    let unknown = checkout.provider_session_id.as_ref().is_some_and(|known| *known != session.id);
    if !is_paid(session) {
        return Ok(if unknown { Another::Unpaid } else { Another::No });
    }
    let received = find_received_payment(tx, checkout.order_id).await?;
    Ok(match received {
        Some(ReceivedPayment { provider_payment_id }) if provider_payment_id == session.payment_id => {
            Another::No
        }
        Some(_) => Another::Unexpected,
        // The first money of a checkout pays for it, if it is the right money.
        None if unknown && !verdict::differences(session, checkout).is_empty() => Another::Unexpected,
        None => Another::No,
    })
}

/// Gives money back that came for an order that was paid already. What came for one that was not, and does not fit it, is
/// left to a person.
pub(super) async fn refuse_unexpected(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    checkout: &CheckoutRecord,
    session: &PaymentSession,
) -> Result<(), SettleError> {
    let settled = find_received_payment(tx, checkout.order_id).await?.is_some();
    if let Some(received) = unexpected(checkout, session).filter(|_| settled) {
        return Ok(give_back_unexpected(tx, clock, actor, received).await?);
    }
    tracing::error!(checkout.id = %checkout.id, session.id, "money came that belongs to nothing: a person has to look");
    let detail =
        json!({ "session": session.id, "amount_minor": session.amount_minor, "currency": session.currency });
    let entry = entry("payment_unexpected", checkout.id, Outcome::Failure, detail);
    Ok(audit::record(tx, clock.now(), actor, entry).await?)
}

/// As much of it as has to be known to give it back.
fn unexpected(checkout: &CheckoutRecord, session: &PaymentSession) -> Option<Unexpected> {
    let currency: Currency = session.currency.as_deref()?.parse().ok()?;
    let minor = session.amount_minor.filter(|minor| *minor > 0)?;
    Some(Unexpected {
        order: checkout.order_id,
        session_id: session.id.clone(),
        payment_id: session.payment_id.clone()?,
        amount: Money::new(minor, currency),
    })
}
