//! The file of the master keys, as the command line changes it.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use securecart_keys::{MasterRing, Zeroizing, draw_secret};

use crate::config::MasterKeyConfig;

/// A ring's text and where it came from.
pub(super) struct RingFile {
    path: Option<PathBuf>,
    text: Zeroizing<String>,
}

impl RingFile {
    /// The ring of the settings.
    pub(super) fn of(config: &MasterKeyConfig) -> Self {
        Self { path: config.file.clone(), text: config.text.expose_secret().to_owned().into() }
    }

    /// The keys in it.
    pub(super) fn ring(&self) -> anyhow::Result<MasterRing> {
        Ok(MasterRing::parse(&self.text)?)
    }

    /// Draws a key and writes it in front of the others.
    pub(super) fn put_new_key_in_front(&mut self) -> anyhow::Result<()> {
        let path = self.path.as_deref().context(
            "SECURECART_MASTER_KEYS is no file that can be written: put a new key in front of it yourself (`openssl rand \
             -hex 32` draws one), start every instance with it, and run this again",
        )?;
        let text = Zeroizing::new(format!("{}\n{}\n", *draw_secret()?, self.text.trim()));
        replace(path, &text)?;
        self.text = text;
        Ok(())
    }

    /// Writes the first key alone; remarks go with the keys they were about. False if there is no file to be written.
    pub(super) fn keep_first_key(&mut self) -> anyhow::Result<bool> {
        let Some(path) = self.path.as_deref() else { return Ok(false) };
        let lines = self.text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let mut secrets =
            lines.flat_map(|line| line.split([',', ' ', '\t'])).filter(|secret| !secret.is_empty());
        let first = secrets.next().context("there is no key in the file")?;
        let text = Zeroizing::new(format!("{first}\n"));
        replace(path, &text)?;
        self.text = text;
        Ok(true)
    }
}

/// Replaces the file as a whole, as readable as it was; at no moment is it half written or more readable.
fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    let write = || -> std::io::Result<()> {
        let mode = fs::metadata(path)?.permissions();
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        file.write_all(text.as_bytes())?;
        file.set_permissions(mode)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)
    };
    write().with_context(|| format!("{} can not be written", path.display()))
}
