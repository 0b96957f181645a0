//! Notices that the master keys were rotated.

use crate::state::AppState;

/// One round.
pub async fn refresh_keys(state: AppState) -> anyhow::Result<()> {
    Ok(state.keys.refresh(&state.db).await?)
}
