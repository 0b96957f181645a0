//! `securecart seed`

use std::time::Duration;

use securecart_db::{TransactionOptions, catalog::generate_products};

use super::{
    database::{self, OpenDatabase},
    print, serve,
};
use crate::{config::Config, demo, state::AppState};

/// Products made in one transaction: few enough that each of its statements stays far below the limit of time.
const BATCH: i32 = 500;

pub(super) async fn run(config: Config, products: Option<i32>) -> anyhow::Result<()> {
    let (database, keys) = database::open_migrated(&config).await?;
    if let Some(products) = products {
        make_up(&database, products).await?;
        print(&format!("{products} products were made up\n"))?;
        return database.close().await;
    }
    let state = serve::state(config, database.db.clone(), keys)?;
    let report = demo::seed(&state).await?;
    print(&format!("{report}\n"))?;
    database.close().await
}

/// A large catalogue, for measuring. Each time that it has doubled, PostgreSQL is told: plans made for a small one would
/// read all of it for every product that is added.
async fn make_up(database: &OpenDatabase, products: i32) -> anyhow::Result<()> {
    let db = &database.db;
    let options = TransactionOptions { time_limit: Duration::from_mins(2), ..db.transaction_options() };
    let (mut first, mut known) = (1, 0);
    while first <= products {
        let last = products.min(first.saturating_add(BATCH - 1));
        db.transaction_with(options, async |tx| generate_products(tx, first, last).await).await?;
        if last == products || last >= known * 2 {
            database.analyze_catalog().await?;
            known = last;
        }
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
