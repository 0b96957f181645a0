//! Brothers of pictures in AVIF: a third of the size for browsers that can read it.

use std::io;

use ravif::{Encoder, Img, RGBA8};
use securecart_domain::catalog::{PictureKind, PictureName};

use super::{MediaError, PictureStore, drawing, files::FileName};

/// Of 1 to 100: a little below the 80 that the encoder comes with.
const QUALITY: f32 = 75.0;
/// 1 is thorough, 10 is quick. At 6 the same size takes half as long again; at 10 the files are half as large again.
const SPEED: u8 = 8;

/// Why a picture has not all of its brothers.
#[derive(Debug, thiserror::Error)]
pub enum MakeAvifError {
    /// A file could not be read or written.
    #[error("a file of the picture can not be read or kept")]
    Store(#[from] io::Error),
    /// A file of the shop's own is no picture.
    #[error("a file of the picture can not be drawn")]
    Drawing(#[from] MediaError),
    /// The encoder gave up.
    #[error("the picture can not be written as AVIF")]
    Encoding(#[from] ravif::Error),
    /// The encoder panicked.
    #[error("the encoder ended in a panic")]
    Panic(#[from] tokio::task::JoinError),
}

/// Makes a picture's brothers in AVIF, one for each of its widths, and returns how many are new. What is there already
/// stays, so that a program that was ended goes on where it was. A brother that would not be smaller is not kept, and a
/// file that is missing has none.
pub async fn make_avif(store: &PictureStore, name: &PictureName) -> Result<usize, MakeAvifError> {
    let mut made = 0_usize;
    for width in name.widths() {
        let brother = FileName::avif_of(&width);
        if store.read(&brother).await?.is_some() {
            continue;
        }
        let Some(file) = store.read(&FileName::of(&width)).await? else {
            tracing::warn!(picture = %width, "a file of a picture is missing");
            continue;
        };
        let (bytes, kind) = (file.read().await?, width.kind());
        let before = bytes.len();
        let avif = tokio::task::spawn_blocking(move || encode(&bytes, kind)).await??;
        if avif.len() < before {
            store.keep_brother(brother, avif).await?;
            made = made.saturating_add(1);
        }
    }
    Ok(made)
}

/// Draws a file of the shop's once more, as AVIF. Blocks.
fn encode(bytes: &[u8], kind: PictureKind) -> Result<Vec<u8>, MakeAvifError> {
    let picture = drawing::decode(bytes, kind)?.into_rgba8();
    let pixels: Vec<RGBA8> = picture.pixels().map(|pixel| RGBA8::from(pixel.0)).collect();
    let encoder = Encoder::new().with_quality(QUALITY).with_alpha_quality(QUALITY).with_speed(SPEED);
    // Where nothing is seen through, nothing is written of it. (The encoder's way for pictures without transparency is
    // compiled into this crate, and with it all of the encoder: twenty times slower where that is not optimised.)
    let pixels = Img::new(pixels.as_slice(), measure(picture.width()), measure(picture.height()));
    Ok(encoder.encode_rgba(pixels)?.avif_file)
}

fn measure(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(usize::MAX)
}
