//! The drawings of the demo, which the program carries inside it.

use std::{collections::HashMap, fs, io, path::Path};

use anyhow::Context as _;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

#[derive(RustEmbed)]
#[folder = "demo/pictures"]
#[include = "*.webp"]
struct Embedded;

/// How many bytes of a picture's digest are its name: enough that no two are ever alike.
const NAME_BYTES: usize = 16;

/// The pictures by the names of their files, with the addresses they have on this shop.
pub(super) struct Pictures {
    addresses: HashMap<String, String>,
}

impl Pictures {
    /// All of them.
    pub(super) fn embedded() -> Self {
        let address = |file: &str| Some(format!("/media/{}", media_name(&Embedded::get(file)?.data)));
        let addresses =
            Embedded::iter().filter_map(|file| Some((file.to_string(), address(&file)?))).collect();
        Self { addresses }
    }

    /// The address of a picture on this shop.
    pub(super) fn address(&self, file: &str) -> anyhow::Result<&str> {
        let address = self.addresses.get(file);
        address.map(String::as_str).with_context(|| format!("the demo has no picture {file}"))
    }

    /// Writes those that are missing into the folder of the shop's pictures.
    pub(super) fn write(media: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(media).with_context(|| format!("{} can not be made", media.display()))?;
        for file in Embedded::iter() {
            if let Some(picture) = Embedded::get(&file) {
                let path = media.join(media_name(&picture.data));
                write_once(&path, &picture.data)
                    .with_context(|| format!("{} can not be written", path.display()))?;
            }
        }
        Ok(())
    }
}

/// A picture is named by its content, so that the name can be kept forever by whoever fetched it.
fn media_name(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    format!("{}.webp", hex::encode(digest.get(..NAME_BYTES).unwrap_or_default()))
}

/// A file that is there is complete: it got its name only after it was written.
fn write_once(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, path)
}
