//! Looking after checkouts of which nobody has heard.

use chrono::Duration;
use securecart_db::checkouts::{UnsettledCheckout, claim_unsettled};
use securecart_domain::checkout::CheckoutStatus;

use super::JobError;
use crate::{
    adapters::payment_gateway::GatewayError,
    auth::Actor,
    checkout::{CheckoutError, ensure_session, give_up},
    payments::settle::settle,
    state::AppState,
};

/// A checkout is left alone for so long after it was made or last looked at: by then a webhook has come.
const PATIENCE: Duration = Duration::seconds(10);
/// By now whoever was opening the payment page has given up.
const OPENING_TAKES: Duration = Duration::seconds(60);
/// Checkouts of one pass.
const BATCH: i64 = 50;

/// Asks the provider about unsettled checkouts, those that waited longest first, and acts on the answers. Ends the
/// overdue ones; finds the payment pages whose opening was interrupted.
///
/// So a lost webhook costs seconds, and nothing stays open for ever.
pub async fn reconcile_checkouts(state: AppState) -> Result<(), JobError> {
    let now = state.clock.now();
    let due = {
        let mut conn = state.db.connection().await?;
        claim_unsettled(&mut conn, now, now - PATIENCE, BATCH).await?
    };
    for checkout in due {
        match look_after(&state, &checkout).await {
            Ok(()) => {}
            Err(CheckoutError::Gateway(error @ GatewayError::Unavailable { .. })) => {
                // The others would hear the same; they come first in the next pass.
                tracing::warn!(%error, "the payment provider does not answer");
                return Ok(());
            }
            Err(error) => {
                tracing::error!(checkout.id = %checkout.id, cause = ?error, "a checkout could not be looked after");
            }
        }
    }
    Ok(())
}

async fn look_after(state: &AppState, checkout: &UnsettledCheckout) -> Result<(), CheckoutError> {
    let (actor, now) = (Actor::system(), state.clock.now());
    if checkout.provider_session_id.is_none() {
        if now >= checkout.created_at + OPENING_TAKES {
            ensure_session(state, &actor, checkout.id).await?;
        }
        return Ok(());
    }
    let status = settle(state, &actor, checkout.id).await?;
    if status == CheckoutStatus::Open && now >= checkout.expires_at {
        give_up(state, &actor, checkout.id).await?;
    }
    Ok(())
}
