//! `securecart seed`

use super::{database, print, serve};
use crate::{config::Config, demo, state::AppState};

pub(super) async fn run(config: Config, _demo: bool) -> anyhow::Result<()> {
    let (database, keys) = database::open_migrated(&config).await?;
    let state = serve::state(config, database.db.clone(), keys)?;
    let report = demo::seed(&state).await?;
    print(&format!("{report}\n"))?;
    database.close().await
}

/// Loads the demo at start; does nothing where it is loaded.
pub(super) async fn load_demo(state: &AppState) -> anyhow::Result<()> {
    let report = demo::seed(state).await?;
    tracing::info!(%report, "demo");
    Ok(())
}
