//! What is kept of a picture.

use securecart_domain::catalog::{PictureKind, PictureName};
use sha2::{Digest as _, Sha256};

use super::drawing::Drawn;

/// How many bytes of a picture's digest are its name: enough that no two are ever alike.
const NAME_BYTES: usize = 16;

/// Under which name a file of a picture lies. It is made of the picture's name alone, so that none leads anywhere else.
#[derive(Clone, Debug)]
pub(super) struct FileName {
    text: String,
    media_type: &'static str,
}

impl FileName {
    /// Of the picture itself, in the width of its name.
    pub(super) fn of(name: &PictureName) -> Self {
        Self { text: name.to_string(), media_type: name.kind().media_type() }
    }

    /// Of its brother in AVIF, which browsers never ask for by name: they get it where they say that they can read it.
    pub(super) fn avif_of(name: &PictureName) -> Self {
        let text = name.to_string();
        let stem = text.split_once('.').map_or(text.as_str(), |(stem, _)| stem);
        Self { text: format!("{stem}.avif"), media_type: "image/avif" }
    }

    /// What is in it (RFC 9110 §8.3.1).
    pub(super) const fn media_type(&self) -> &'static str {
        self.media_type
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

/// The files of a picture under its name, which its content gives: whoever fetched one can keep it forever, and the same
/// picture lies there once.
pub(super) struct Files {
    pub(super) name: PictureName,
    narrower: Vec<(u32, Vec<u8>)>,
    bytes: Vec<u8>,
}

impl Files {
    /// Of a picture that stays as it is, in one width.
    pub(super) fn single(bytes: Vec<u8>, kind: PictureKind) -> Self {
        Self { name: single(&bytes, kind), narrower: Vec::new(), bytes }
    }

    /// Of a picture in all of its widths.
    pub(super) fn drawn(drawn: Drawn) -> Self {
        let name = PictureName::with_widths(digest(&drawn.bytes), drawn.width, drawn.kind);
        Self { name, narrower: drawn.narrower, bytes: drawn.bytes }
    }

    /// The files in the order in which they are written: the picture itself comes last, so that where it is, all that its
    /// name promises is.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (FileName, &[u8])> {
        let narrower = self.narrower.iter();
        let narrower =
            narrower.map(|(width, bytes)| (FileName::of(&self.name.in_width(*width)), bytes.as_slice()));
        narrower.chain([(FileName::of(&self.name), self.bytes.as_slice())])
    }
}

/// The address that a picture in one width has on this shop.
pub fn address(bytes: &[u8], kind: PictureKind) -> String {
    single(bytes, kind).address()
}

fn single(bytes: &[u8], kind: PictureKind) -> PictureName {
    PictureName::single(digest(bytes), kind)
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    hex::encode(digest.get(..NAME_BYTES).unwrap_or_default())
}
