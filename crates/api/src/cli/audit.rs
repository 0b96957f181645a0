//! `securecart audit`

use std::process::ExitCode;

use anyhow::Context as _;
use securecart_db::audit::{self, Checkpoint};

use super::{complain, database, print};
use crate::config::Config;

/// The exit status of a log that is not as it was written: the check itself did not fail, which would be 1.
const BROKEN: u8 = 3;

/// Goes through the audit log of a database that may be of any age, and changes nothing.
pub(super) async fn verify(config: Config, checkpoint: Option<&str>) -> anyhow::Result<ExitCode> {
    let checkpoint = checkpoint.map(parse).transpose()?;
    let database = database::open(&config).await?;
    let verdict = audit::verify(&database.db, checkpoint.as_ref()).await;
    database.close().await?;
    let verdict = verdict.context("the audit log can not be checked; `securecart doctor` says why")?;
    if let Some(broken) = verdict.broken {
        complain(&format!("broken: {broken}"));
        return Ok(ExitCode::from(BROKEN));
    }
    let (first, end) = (verdict.first_seq, verdict.end);
    print(&format!("entries {first} to {} are as they were written\n", end.seq))?;
    print(&format!("checkpoint {}:{}\n", end.seq, hex::encode(end.mac)))?;
    Ok(ExitCode::SUCCESS)
}

fn parse(text: &str) -> anyhow::Result<Checkpoint> {
    let parts = text.split_once(':').and_then(|(seq, mac)| Some((seq.parse().ok()?, hex::decode(mac).ok()?)));
    let (seq, mac) = parts.context("a checkpoint is what `securecart audit verify` printed, as 12:6f…")?;
    Ok(Checkpoint { seq, mac })
}
