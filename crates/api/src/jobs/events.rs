//! Repeats what failed with events of the payment provider.

use securecart_db::webhooks::{claim_unprocessed, note_failure};

use crate::{auth::Actor, payments::process_event, state::AppState};

/// After so many attempts an event waits for a person; the reconciler asks about its checkout anyway.
const MOST_ATTEMPTS: i32 = 10;
/// Events of one round.
const BATCH: i64 = 20;

/// One round.
pub async fn retry_events(state: AppState) -> anyhow::Result<()> {
    let events = {
        let mut conn = state.db.connection().await?;
        claim_unprocessed(&mut conn, state.clock.now(), MOST_ATTEMPTS, BATCH).await?
    };
    for event in events {
        if let Err(error) = process_event(&state, &Actor::system(), &event).await {
            tracing::warn!(event.id, event.kind, %error, "an event failed again");
            let mut conn = state.db.connection().await?;
            note_failure(&mut conn, &event.id, &error.to_string()).await?;
        }
    }
    Ok(())
}
