//! The drawings of the demo, which the program carries inside it.

use std::{collections::HashMap, path::Path};

use anyhow::Context as _;
use rust_embed::RustEmbed;
use securecart_domain::catalog::PictureKind;

use crate::media::{self, MediaFolder};

#[derive(RustEmbed)]
#[folder = "demo/pictures"]
#[include = "*.webp"]
struct Embedded;

/// The pictures by the names of their files, with the addresses they have on this shop.
pub(super) struct Pictures {
    addresses: HashMap<String, String>,
}

impl Pictures {
    /// All of them.
    pub(super) fn embedded() -> Self {
        let address = |file: &str| Some(media::address(&Embedded::get(file)?.data, PictureKind::Webp));
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
        let folder = MediaFolder::at(media);
        for picture in Embedded::iter().filter_map(|file| Embedded::get(&file)) {
            folder
                .keep(&picture.data, PictureKind::Webp)
                .with_context(|| format!("the pictures can not be written into {}", media.display()))?;
        }
        Ok(())
    }
}
