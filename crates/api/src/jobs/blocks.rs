//! Hears of networks that other instances turn away, or let in again.

use securecart_db::security::events;

use crate::state::AppState;

/// One round: all blocks that run. Accounts among the sources are no networks and are not turned away.
pub async fn load_blocks(state: AppState) -> anyhow::Result<()> {
    let mut conn = state.db.connection().await?;
    let blocks = events::list_blocks(&mut conn, state.clock.now()).await?;
    let networks = blocks.into_iter().filter_map(|(source, until)| Some((source.parse().ok()?, until)));
    state.watch.set_blocks(networks.collect());
    Ok(())
}
