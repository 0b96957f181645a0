//! Pictures for the tests, good and bad, made where they are needed.

use std::io::Cursor;

use image::{
    DynamicImage, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage, codecs::jpeg::JpegEncoder,
};

/// The day that the camera of [`jpeg_with_exif`] wrote into the position.
pub(super) const GPS_DAY: &[u8] = b"2026:01:02";

/// One colour all over.
pub(super) fn plain(width: u32, height: u32, shade: u8) -> DynamicImage {
    RgbImage::from_pixel(width, height, Rgb([shade, 120, 200])).into()
}

/// One colour that is seen through on the left.
pub(super) fn half_clear(width: u32, height: u32) -> DynamicImage {
    let alpha = |x| if x < width / 2 { 0 } else { 255 };
    RgbaImage::from_fn(width, height, |x, _| Rgba([200, 30, 30, alpha(x)])).into()
}

/// Shades and edges that go on and on, as a photograph has them.
pub(super) fn photograph(width: u32, height: u32) -> DynamicImage {
    let shade = |value: u32| u8::try_from(value % 256).unwrap();
    let pixel = |x, y| Rgb([shade(x / 3 + y), shade(x * y / 97), shade(x ^ y)]);
    RgbImage::from_fn(width, height, pixel).into()
}

pub(super) fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    write(picture, ImageFormat::Jpeg)
}

pub(super) fn png(picture: &DynamicImage) -> Vec<u8> {
    write(picture, ImageFormat::Png)
}

pub(super) fn webp(picture: &DynamicImage) -> Vec<u8> {
    write(picture, ImageFormat::WebP)
}

pub(super) fn gif() -> Vec<u8> {
    // One white pixel, and a program for whoever takes the file for one.
    let mut gif =
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec();
    gif.extend(b"/*<script>alert(1)</script>*/");
    gif
}

fn write(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photograph taken with the camera on its side, which tells where it was.
pub(super) fn jpeg_with_exif(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif()).unwrap();
    let picture = picture.to_rgb8();
    let (width, height) = picture.dimensions();
    encoder.write_image(&picture, width, height, image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// Orientation 6 (turn right) and a position: latitude north, and a day (Exif 2.32 §4.6).
fn exif() -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0".to_vec();
    exif.extend(b"\x02\0");
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0");
    exif.extend(b"\0\0\0\0");
    exif.extend(b"\x02\0");
    exif.extend(b"\x01\0\x02\0\x02\0\0\0N\0\0\0");
    exif.extend(b"\x1d\0\x02\0\x0b\0\0\0\x44\0\0\0");
    exif.extend(b"\0\0\0\0");
    exif.extend([GPS_DAY, b"\0"].concat());
    exif
}

/// A PNG whose head claims other measures than it has; the head's checksum is right.
pub(super) fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = png(&plain(1, 1, 0));
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&checksum.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
