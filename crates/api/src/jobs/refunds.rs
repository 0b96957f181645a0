//! Goes on with refunds that the payment provider has not carried out yet: decided by the shop itself, interrupted, or
//! on their way.

use securecart_db::refunds::claim_due_refunds;

use crate::{
    adapters::payment_gateway::GatewayError,
    auth::Actor,
    refunds::{RefundError, carry_out},
    state::AppState,
};

/// Refunds of one round.
const BATCH: i64 = 10;

/// One round.
pub async fn carry_out_refunds(state: AppState) -> anyhow::Result<()> {
    let due = {
        let mut conn = state.db.connection().await?;
        claim_due_refunds(&mut conn, state.clock.now(), BATCH).await?
    };
    for refund in due {
        match carry_out(&state, &Actor::system(), refund).await {
            Ok(_) => {}
            Err(RefundError::Gateway(error @ GatewayError::Unavailable { .. })) => {
                // The others would wait as long to hear the same; their turn comes again.
                tracing::warn!(%error, "the payment provider does not answer");
                break;
            }
            Err(error) => tracing::warn!(refund.id = %refund, %error, "a refund could not be carried out"),
        }
    }
    Ok(())
}
