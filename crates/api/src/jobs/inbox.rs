//! Events of the payment provider that could not be handled when they came.

use securecart_db::webhooks::{claim_unprocessed, note_failure};

use super::JobError;
use crate::{auth::Actor, payments::process_event, state::AppState};

/// The waits double from ten seconds on: the last attempt is about a day after the first.
const MOST_ATTEMPTS: i32 = 13;
const BATCH: i64 = 20;

/// Tries those again that are due. The reconciler finds the same payments by itself; this also reaches checkouts
/// that had ended.
pub async fn retry_events(state: AppState) -> Result<(), JobError> {
    let events = {
        let mut conn = state.db.connection().await?;
        claim_unprocessed(&mut conn, state.clock.now(), MOST_ATTEMPTS, BATCH).await?
    };
    for event in events {
        if let Err(error) = process_event(&state, &Actor::system(), &event).await {
            tracing::warn!(event.id, event.kind, %error, "an event could not be handled");
            let mut conn = state.db.connection().await?;
            note_failure(&mut conn, &event.id, &error.to_string()).await?;
        }
    }
    Ok(())
}
