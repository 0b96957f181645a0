//! `securecart catalog`

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;
use securecart_domain::catalog::ProductFileFormat;

use super::{complain, database, print};
use crate::{adapters::clock::Clock, config::Config, export::Export, import};

/// The exit status of an import that left something out: neither a failure (1) nor a wrong call (2).
const SOME_REFUSED: u8 = 3;

/// Imports a file and says what became of it; what is wrong with single rows keeps the others from nothing.
pub(super) async fn import(
    config: Config,
    format: ProductFileFormat,
    path: &Path,
) -> anyhow::Result<ExitCode> {
    let file = File::open(path).with_context(|| format!("{} can not be read", path.display()))?;
    let (database, _keys) = database::open_migrated(&config).await?;
    let what = (format, config.shop.currency);
    let outcome = import::import(&database.db, &Clock::system(), what, file).await;
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

/// Writes all products to a file, or to the standard output. A file gets its name only once it is complete.
pub(super) async fn export(config: Config, format: ProductFileFormat, path: &Path) -> anyhow::Result<()> {
    let (database, _keys) = database::open_migrated(&config).await?;
    let mut export = Export::new(database.db.clone(), format, config.http.public_url.clone());
    let outcome = if path == Path::new("-") {
        write(&mut export, &mut io::stdout().lock()).await
    } else {
        write_file(&mut export, path).await
    };
    database.close().await?;
    outcome
}

async fn write_file(export: &mut Export, path: &Path) -> anyhow::Result<()> {
    let unfinished = path.with_added_extension("part");
    let told = || format!("{} can not be written", path.display());
    let mut file = BufWriter::new(File::create(&unfinished).with_context(told)?);
    write(export, &mut file).await?;
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)
        .and_then(|file| file.sync_all())
        .with_context(told)?;
    fs::rename(&unfinished, path).with_context(told)
}

async fn write(export: &mut Export, to: &mut impl Write) -> anyhow::Result<()> {
    while let Some(piece) = export.next().await? {
        to.write_all(&piece)?;
    }
    Ok(to.flush()?)
}
