//! The demo: a small catalogue with pictures, ways of delivery and two accounts, to try the shop with.

mod accounts;
mod catalog;
mod delivery;
mod file;
mod pictures;
mod report;

use report::CatalogOutcome;
pub use report::DemoReport;

use crate::state::AppState;

/// Loads what is missing of the demo; a second run changes nothing. A shop that has products of its own gets
/// none of the demo's.
///
/// Pictures lie in `media/` of the data folder, the passwords, which are drawn at the first run, in
/// `demo-accounts.json`, readable by its owner alone.
pub async fn seed(state: &AppState) -> anyhow::Result<DemoReport> {
    let catalog = catalog::load(state).await?;
    // Only with the catalogue: who has taken the methods away later does not want them back.
    if matches!(catalog, CatalogOutcome::Loaded { added, .. } if added > 0) {
        delivery::load(state).await?;
    }
    let new_accounts = accounts::open(state).await?;
    Ok(DemoReport { catalog, new_accounts, accounts_file: accounts::file(state) })
}
