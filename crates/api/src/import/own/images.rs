//! Pictures: each row may bring one.

use securecart_domain::catalog::{PictureName, picture_alt};
use url::Url;

use super::{
    column::{Column, Row},
    convert::Errors,
};
use crate::import::product::ImportedImage;

/// The longest address of a picture in bytes.
const MAX_ADDRESS: usize = 2000;
/// The most pictures of a product, announced ones included.
const MAX_IMAGES: usize = 250;

/// The pictures of a product in the order of its rows.
pub(super) fn take(errors: &mut Errors, rows: &[Row]) -> Vec<ImportedImage> {
    let mut images = Vec::new();
    for row in rows {
        let url = row.some(Column::Image).map(|text| errors.take(row, Column::Image, here(text)));
        let source =
            row.some(Column::ImageSource).map(|text| errors.take(row, Column::ImageSource, there(text)));
        let alt = errors.take(row, Column::ImageAlt, picture_alt(row.get(Column::ImageAlt)));
        if let (true, Some(alt)) = (url.is_some() || source.is_some(), alt) {
            let (url, source_url) = (url.flatten(), source.flatten());
            images.push(ImportedImage { url, source_url, alt: alt.to_string() });
        }
    }
    if let (true, Some(first)) = (images.len() > MAX_IMAGES, rows.first()) {
        errors.add(first, Column::Image, format!("a product has at most {MAX_IMAGES} pictures"));
    }
    images
}

/// An address as the shop gives it to pictures, so that no file makes the shop's pages load anything else.
fn here(text: &str) -> Result<String, &'static str> {
    if PictureName::of_address(text).is_some_and(|name| name.is_whole()) {
        Ok(text.to_owned())
    } else {
        Err("a picture of this shop is named as an export names it: /media/….jpg")
    }
}

fn there(text: &str) -> Result<String, &'static str> {
    const MESSAGE: &str = "the address of a picture begins with https:// or http://";
    let url = Url::parse(text).map_err(|_| MESSAGE)?;
    let usable = matches!(url.scheme(), "http" | "https")
        && text.len() <= MAX_ADDRESS
        && !text.contains(char::is_control);
    if usable { Ok(text.to_owned()) } else { Err(MESSAGE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_pictures_are_taken() {
        assert!(here("/media/0123456789abcdef.webp").is_ok());
        assert!(here("/media/0123456789abcdef-1600.jpg").is_ok());
        for text in [
            "/media/../x.webp",
            "https://a.example/x.webp",
            "/media/0123456789abcdef.svg",
            "/media/0123456789abcdef-1600-320.jpg",
            "//evil",
            "",
        ] {
            assert!(here(text).is_err(), "{text}");
        }
        assert!(there("https://a.example/x.webp").is_ok() && there("javascript:alert(1)").is_err());
        assert!(there("https://a.example/\0.webp").is_err(), "PostgreSQL keeps no such text");
    }
}
