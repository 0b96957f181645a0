//! Drawing a picture anew. What comes out is made of pixels alone: no position of the camera, no script, nothing
//! behind the picture's end. Colours are taken as sRGB; of moving pictures the first one stays.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, webp::WebPEncoder},
    imageops::FilterType,
};
use securecart_domain::catalog::{MAX_SHOWN_SIDE, PictureKind, narrower_widths};

use super::MediaError;

/// The longest side in pixels, and the most pixels in all, of a picture that comes in.
const MAX_SIDE: u32 = 8_000;
const MAX_PIXELS: u64 = 25_000_000;
/// The most memory that unpacking one may take, in bytes.
const MAX_MEMORY: u64 = 128 * 1024 * 1024;
/// Where JPEG is still small and no longer shows that it is.
const JPEG_QUALITY: u8 = 85;

/// A picture of the shop's own making.
pub(super) struct Drawn {
    pub(super) bytes: Vec<u8>,
    pub(super) kind: PictureKind,
    pub(super) width: u32,
    pub(super) height: u32,
    /// The same in all of its [`narrower_widths`], by their width, widest first.
    pub(super) narrower: Vec<(u32, Vec<u8>)>,
}

/// Draws a picture anew: upright, at most 1,600 pixels a side and in the narrower widths of the ladder, as JPEG, or as
/// lossless WebP if one sees through it. Blocks.
pub(super) fn draw(bytes: &[u8], declared: PictureKind) -> Result<Drawn, MediaError> {
    if sniff(bytes)? != declared {
        return Err(MediaError::Disguised);
    }
    let picture = decode(bytes, declared)?;
    let kind = if is_seen_through(&picture) { PictureKind::Webp } else { PictureKind::Jpeg };
    // In the form that is written, so that it is converted once and not for each width.
    let picture: DynamicImage = match kind {
        PictureKind::Webp => picture.into_rgba8().into(),
        _ => picture.into_rgb8().into(),
    };
    let drawn = || {
        let (width, height) = (picture.width(), picture.height());
        Ok(Drawn { bytes: encode(&picture, kind)?, kind, width, height, narrower: narrower(&picture, kind)? })
    };
    drawn().map_err(|error| told(&error))
}

/// The kind that the first bytes tell.
fn sniff(bytes: &[u8]) -> Result<PictureKind, MediaError> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok(PictureKind::Jpeg),
        Ok(ImageFormat::Png) => Ok(PictureKind::Png),
        Ok(ImageFormat::WebP) => Ok(PictureKind::Webp),
        _ => Err(MediaError::UnknownKind),
    }
}

/// Unpacks a picture whose measures were looked at first.
pub(super) fn decode(bytes: &[u8], kind: PictureKind) -> Result<DynamicImage, MediaError> {
    let format = match kind {
        PictureKind::Jpeg => ImageFormat::Jpeg,
        PictureKind::Png => ImageFormat::Png,
        PictureKind::Webp => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(|error| told(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_MEMORY {
        return Err(MediaError::TooManyPixels);
    }
    if kind == PictureKind::Jpeg && !has_an_end(bytes) {
        return Err(MediaError::Damaged);
    }
    let orientation = decoder.orientation().map_err(|error| told(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| told(&error))?;
    if width.max(height) > MAX_SHOWN_SIDE {
        picture = picture.resize(MAX_SHOWN_SIDE, MAX_SHOWN_SIDE, FilterType::CatmullRom);
    }
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

/// Whether a JPEG goes on to its end marker; the decoder would fill up what is missing with grey. The last scan
/// is looked at, since a small picture inside the first one's description ends as well.
fn has_an_end(jpeg: &[u8]) -> bool {
    let scan = jpeg.windows(2).rposition(|marker| marker == [0xff, 0xda]);
    let scan = scan.and_then(|start| jpeg.get(start..)).unwrap_or_default();
    scan.windows(2).any(|marker| marker == [0xff, 0xd9])
}

/// The picture in its narrower widths, each made of the next wider one: what is left to shrink is less each time.
fn narrower(full: &DynamicImage, kind: PictureKind) -> Result<Vec<(u32, Vec<u8>)>, ImageError> {
    let mut drawn = Vec::new();
    let mut last: Option<DynamicImage> = None;
    for width in narrower_widths(full.width()).rev() {
        let height = height_for(width, full);
        let next = last.as_ref().unwrap_or(full).resize_exact(width, height, FilterType::CatmullRom);
        drawn.push((width, encode(&next, kind)?));
        last = Some(next);
    }
    Ok(drawn)
}

/// The height in pixels at which a narrower picture looks as the whole one does: rounded, and at least one.
fn height_for(width: u32, full: &DynamicImage) -> u32 {
    let (width, whole) = (u64::from(width), u64::from(full.width()).max(1));
    let doubled = width.saturating_mul(u64::from(full.height())).saturating_mul(2).saturating_add(whole);
    let height = doubled.checked_div(whole.saturating_mul(2)).unwrap_or_default();
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

fn encode(picture: &DynamicImage, kind: PictureKind) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    if kind == PictureKind::Webp {
        picture.write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
    } else {
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?;
    }
    Ok(bytes)
}

fn is_seen_through(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

fn told(error: &ImageError) -> MediaError {
    match error {
        ImageError::Limits(_) => MediaError::TooManyPixels,
        _ => MediaError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use image::{ImageBuffer, Rgba};
    use proptest::prelude::*;

    use super::*;

    fn picture(kind: PictureKind) -> Vec<u8> {
        let picture = ImageBuffer::from_fn(9, 7, |x, y| {
            Rgba([u8::try_from(x * 25).unwrap(), u8::try_from(y * 30).unwrap(), 90, 255])
        });
        let picture = DynamicImage::ImageRgba8(picture);
        let mut bytes = Vec::new();
        match kind {
            PictureKind::Jpeg => picture.to_rgb8().write_with_encoder(JpegEncoder::new(&mut bytes)).unwrap(),
            PictureKind::Webp => picture.write_with_encoder(WebPEncoder::new_lossless(&mut bytes)).unwrap(),
            PictureKind::Png => picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap(),
        }
        bytes
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// A file with some bytes changed, cut off or added is refused or drawn; a decoder that panics would take a worker
        /// along.
        #[test]
        fn a_damaged_file_is_refused_or_drawn(
            kind in prop_oneof![Just(PictureKind::Jpeg), Just(PictureKind::Png), Just(PictureKind::Webp)],
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            cut in any::<prop::sample::Index>(),
            is_cut in any::<bool>(),
            tail in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            let mut bytes = picture(kind);
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            if is_cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            bytes.extend(tail);
            if let Ok(drawn) = draw(&bytes, kind) {
                prop_assert!(drawn.width.max(drawn.height) <= MAX_SHOWN_SIDE && !drawn.bytes.is_empty());
            }
        }
    }
}
