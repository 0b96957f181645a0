//! There is nothing to pay.

use securecart_db::checkouts::{lock_checkout, move_checkout};
use securecart_domain::{
    CheckoutId,
    checkout::{CheckoutEvent, CheckoutStatus},
};

use super::{SettleError, receive::place_free_order};
use crate::{auth::Actor, state::AppState};

/// Places the order of an open checkout that costs nothing; gives the status after it. Leaves alone what costs
/// something, has ended, or is known to the payment provider.
pub async fn settle_free(
    state: &AppState,
    actor: &Actor,
    id: CheckoutId,
) -> Result<CheckoutStatus, SettleError> {
    let clock = &state.clock;
    state
        .db
        .transaction(async |tx| {
            let checkout = lock_checkout(tx, id).await?.ok_or(SettleError::NoCheckout)?;
            let free = checkout.costs_nothing() && checkout.provider_session_id.is_none();
            if !free || checkout.status != CheckoutStatus::Open {
                return Ok(checkout.status);
            }
            let Ok(paid) = checkout.status.apply(CheckoutEvent::PaymentReceived) else {
                return Ok(checkout.status);
            };
            if move_checkout(tx, clock.now(), id, checkout.status, paid).await? {
                place_free_order(tx, clock, actor, &checkout).await?;
            }
            Ok(paid)
        })
        .await
}
