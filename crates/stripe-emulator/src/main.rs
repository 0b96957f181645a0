//! The emulator as a program of its own, beside the shop.

mod arguments;

use std::fs;

use anyhow::{Context, Result};
use arguments::Arguments;
use clap::Parser;
use securecart_stripe_emulator::Emulator;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[actix_web::main]
async fn main() -> Result<()> {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    let mut terminate = signal(SignalKind::terminate()).context("cannot wait for signals")?;
    let emulator = Emulator::start(arguments.config()?).await?;
    tracing::info!(address = emulator.base_url(), "the Stripe emulator answers");
    if let Some(file) = &arguments.address_file {
        fs::write(file, emulator.base_url()).with_context(|| format!("cannot write {}", file.display()))?;
    }
    tokio::select! {
        result = tokio::signal::ctrl_c() => result.context("cannot wait for signals")?,
        _ = terminate.recv() => {}
    }
    emulator.stop().await;
    Ok(())
}
