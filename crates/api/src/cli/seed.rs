//! `securecart seed`

use std::time::Duration;

use securecart_db::{Db, TransactionOptions, catalog::generate_products};

use super::{database, print, serve};
use crate::{config::Config, demo, state::AppState};

/// Products made in one transaction.
const BATCH: i32 = 1_000;

pub(super) async fn run(config: Config, products: Option<i32>) -> anyhow::Result<()> {
    let (database, keys) = database::open_migrated(&config).await?;
    if let Some(products) = products {
        make_up(&database.db, products).await?;
        print(&format!("{products} products were made up\n"))?;
        return database.close().await;
    }
    let state = serve::state(config, database.db.clone(), keys)?;
    let report = demo::seed(&state).await?;
    print(&format!("{report}\n"))?;
    database.close().await
}

/// A large catalogue, for measuring.
async fn make_up(db: &Db, products: i32) -> anyhow::Result<()> {
    let options = TransactionOptions { time_limit: Duration::from_mins(2), ..db.transaction_options() };
    let mut first = 1;
    while first <= products {
        let last = products.min(first.saturating_add(BATCH - 1));
        db.transaction_with(options, async |tx| generate_products(tx, first, last).await).await?;
        first = last.saturating_add(1);
    }
    Ok(())
}

/// Loads the demo at start; does nothing where it is loaded.
pub(super) async fn load_demo(state: &AppState) -> anyhow::Result<()> {
    let report = demo::seed(state).await?;
    tracing::info!(%report, "demo");
    Ok(())
}
