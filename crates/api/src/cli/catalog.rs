//! `securecart catalog`

use std::{fs::File, path::Path};

use anyhow::Context as _;

use super::{arguments::ImportFormat, database, print};
use crate::{adapters::clock::Clock, config::Config, import};

pub(super) async fn import(config: Config, format: ImportFormat, path: &Path) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| format!("{} can not be read", path.display()))?;
    let database = database::open_migrated(&config).await?;
    let ImportFormat::Shopify = format;
    let outcome = import::shopify::import(&database.db, &Clock::system(), config.shop.currency, file).await;
    let printed = match &outcome {
        Ok(report) => print(&format!("{report}\n")),
        Err(_) => Ok(()),
    };
    database.close().await?;
    outcome?;
    printed
}
