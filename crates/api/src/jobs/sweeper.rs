//! Removes what has ended by time.

use securecart_db::{
    accounts::sessions,
    mailed_links::{delete_expired_links, delete_old_quotas},
};

use crate::{mail::WINDOW, state::AppState};

/// One round: sessions and mailed links that open nothing any more, and counts that are over.
pub async fn sweep_sessions(state: AppState) -> anyhow::Result<()> {
    let mut conn = state.db.connection().await?;
    let now = state.clock.now();
    let removed = sessions::delete_expired(&mut conn, now).await?;
    delete_expired_links(&mut conn, now).await?;
    delete_old_quotas(&mut conn, now - WINDOW).await?;
    if removed > 0 {
        tracing::info!(removed, "sessions that had ended were removed");
    }
    Ok(())
}
