//! `securecart catalog`

use std::{fs::File, path::Path, process::ExitCode};

use anyhow::Context as _;

use super::{arguments::ImportFormat, complain, database, print};
use crate::{adapters::clock::Clock, config::Config, import};

/// The exit status of an import that left something out: neither a failure (1) nor a wrong call (2).
const SOME_REFUSED: u8 = 3;

/// Imports a file and says what became of it; what is wrong with single rows keeps the others from nothing.
pub(super) async fn import(config: Config, format: ImportFormat, path: &Path) -> anyhow::Result<ExitCode> {
    let file = File::open(path).with_context(|| format!("{} can not be read", path.display()))?;
    let (database, _keys) = database::open_migrated(&config).await?;
    let ImportFormat::Shopify = format;
    let outcome = import::shopify::import(&database.db, &Clock::system(), config.shop.currency, file).await;
    database.close().await?;
    let report = outcome?;
    print(&format!("{report}\n"))?;
    match report.refused_rows() {
        0 => return Ok(ExitCode::SUCCESS),
        1 => complain("1 row was refused; all other products are in"),
        rows => complain(&format!("{rows} rows were refused; all other products are in")),
    }
    Ok(ExitCode::from(SOME_REFUSED))
}
