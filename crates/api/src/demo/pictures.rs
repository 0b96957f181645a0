//! The drawings of the demo, which the program carries inside it.

use std::collections::HashMap;

use anyhow::Context as _;
use rust_embed::RustEmbed;
use securecart_domain::catalog::PictureKind;

use crate::media::{self, PictureStore};

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

    /// Puts those that are missing among the shop's pictures.
    pub(super) async fn write(store: &PictureStore) -> anyhow::Result<()> {
        for picture in Embedded::iter().filter_map(|file| Embedded::get(&file)) {
            let kept = store.keep(picture.data.into_owned(), PictureKind::Webp).await;
            kept.context("the pictures of the demo can not be kept")?;
        }
        Ok(())
    }
}
