//! Looks at checkouts that are still open, so that a webhook that never came costs seconds and not an order.

use chrono::Duration;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
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
/// Checkouts of one round. A round every five seconds looks at six hundred open pages within half a minute, which is
/// as long as somebody who paid may wait for an order whose webhook was lost.
const BATCH: i64 = 100;
/// Checkouts asked about at the same time: each takes a connection of the pool, which shoppers need too.
const SIDE_BY_SIDE: usize = 4;

/// One round: settles what the provider knows more about, ends what is overdue, finishes what was interrupted.
pub async fn reconcile(state: AppState) -> anyhow::Result<()> {
    let now = state.clock.now();
    let due = {
        let mut conn = state.db.connection().await?;
        claim_unsettled(&mut conn, now, now - ASK_EVERY, BATCH).await?
    };
    let looked_at = stream::iter(due).map(Ok::<_, GatewayError>).try_for_each_concurrent(
        SIDE_BY_SIDE,
        async |checkout| match look_at(&state, &checkout).await {
            Ok(()) => Ok(()),
            Err(CheckoutError::Gateway(error @ GatewayError::Unavailable { .. })) => Err(error),
            Err(error) => {
                // The next round asks again; the others are not to wait for it.
                tracing::warn!(checkout.id = %checkout.id, %error, "could not be reconciled");
                Ok(())
            }
        },
    );
    if let Err(error) = looked_at.await {
        // The others would wait as long to hear the same; a later round asks about them.
        tracing::warn!(%error, "the payment provider does not answer");
    }
    Ok(())
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
