//! Pictures in a folder of this machine.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use super::files::{FileName, Files};

/// Tells unfinished files of this program from each other.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// The folder `media` of the data folder.
#[derive(Clone, Debug)]
pub struct MediaFolder(PathBuf);

impl MediaFolder {
    /// The one of this data folder.
    pub fn of(data_dir: &Path) -> Self {
        Self(data_dir.join("media"))
    }

    /// Keeps what is not there already. When this returns, the picture outlives a power cut. Blocks.
    pub(super) fn keep(&self, files: &Files) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        for (name, bytes) in files.in_order() {
            let path = self.0.join(name.as_str());
            if !path.exists() {
                write(&path, bytes)?;
            }
        }
        File::open(&self.0)?.sync_all()
    }

    /// Keeps a brother of a picture. A power cut may lose it: then there is the picture. Blocks.
    pub(super) fn keep_brother(&self, name: &FileName, bytes: &[u8]) -> io::Result<()> {
        write(&self.0.join(name.as_str()), bytes)
    }

    /// What is kept under that name. Blocks.
    pub(super) fn read(&self, name: &FileName) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(name.as_str())) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether something can be kept. Blocks.
    pub(super) fn check(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let probe = self.0.join(format!("check.{}.part", unfinished()));
        fs::write(&probe, b"")?;
        fs::remove_file(&probe)
    }
}

/// A file that is there is complete: it gets its name only after it was written.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension(format!("{}.part", unfinished()));
    let written = write_all(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // Half a picture on a full disk helps nobody; if it can not be removed either, it harms nobody.
        drop(fs::remove_file(&part));
    }
    written
}

fn unfinished() -> String {
    format!("{}-{}", std::process::id(), UNFINISHED.fetch_add(1, Ordering::Relaxed))
}

fn write_all(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
