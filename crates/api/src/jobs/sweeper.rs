//! Removes what has ended by time.

use securecart_db::accounts::sessions;

use crate::state::AppState;

/// One round: sessions that open nothing any more.
pub async fn sweep_sessions(state: AppState) -> anyhow::Result<()> {
    let mut conn = state.db.connection().await?;
    let removed = sessions::delete_expired(&mut conn, state.clock.now()).await?;
    if removed > 0 {
        tracing::info!(removed, "sessions that had ended were removed");
    }
    Ok(())
}
