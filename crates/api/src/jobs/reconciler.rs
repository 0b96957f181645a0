//! Looks at checkouts that are still open, so that a webhook that never came costs seconds and not an order.

use std::cell::Cell;

use chrono::Duration;
use futures_util::{StreamExt as _, stream};
use securecart_db::checkouts::{UnsettledCheckout, claim_unsettled};

use crate::{
    adapters::payment_gateway::GatewayError,
    auth::Actor,
    checkout::{CheckoutError, ensure_session, give_up},
    payments::settle::settle,
    state::AppState,
};

/// A checkout is asked about at most so often.
const ASK_EVERY: Duration = Duration::seconds(10);
/// A checkout without a payment page after so long lost its process between two steps.
const OPENING: Duration = Duration::minutes(1);
/// Checkouts that are claimed at once.
const BATCH: i64 = 100;
/// Checkouts asked about at the same time. No connection is held while the provider is asked, so that shoppers have theirs;
/// with answers that take a fifth of a second forty pages are looked at in a second, and twelve hundred in the half
/// minute that somebody who paid may wait for an order whose webhook was lost.
const SIDE_BY_SIDE: usize = 8;
/// So many calls without an answer end a round: the others would wait as long to hear the same.
const MOST_UNANSWERED: u32 = 3;

/// One round: settles what the provider knows more about, ends what is overdue, finishes what was interrupted. It goes on
/// until nothing is due, so that a shop with many open pages asks about each as often as a quiet one.
pub async fn reconcile(state: AppState) -> anyhow::Result<()> {
    let unanswered = Cell::new(0);
    loop {
        let now = state.clock.now();
        let due = {
            let mut conn = state.db.connection().await?;
            claim_unsettled(&mut conn, now, now - ASK_EVERY, BATCH).await?
        };
        let last = i64::try_from(due.len()).unwrap_or(i64::MAX) < BATCH;
        stream::iter(due)
            .for_each_concurrent(SIDE_BY_SIDE, async |checkout| {
                if unanswered.get() < MOST_UNANSWERED {
                    try_to_look_at(&state, &checkout, &unanswered).await;
                }
            })
            .await;
        if last || unanswered.get() >= MOST_UNANSWERED {
            return Ok(());
        }
    }
}

async fn try_to_look_at(state: &AppState, checkout: &UnsettledCheckout, unanswered: &Cell<u32>) {
    let Err(error) = look_at(state, checkout).await else { return };
    if matches!(error, CheckoutError::Gateway(GatewayError::Unavailable { .. })) {
        unanswered.set(unanswered.get().saturating_add(1));
    }
    // A later round asks again; the others are not to wait for it.
    tracing::warn!(checkout.id = %checkout.id, %error, "could not be reconciled");
}

async fn look_at(state: &AppState, checkout: &UnsettledCheckout) -> Result<(), CheckoutError> {
    let (now, actor) = (state.clock.now(), Actor::system());
    let opened = checkout.provider_session_id.is_some();
    if !opened && now - checkout.created_at < OPENING {
        return Ok(());
    }
    if now >= checkout.expires_at {
        give_up(state, &actor, checkout.id).await?;
    } else if opened {
        settle(state, &actor, checkout.id).await?;
    } else {
        ensure_session(state, &actor, checkout.id).await?;
    }
    Ok(())
}
