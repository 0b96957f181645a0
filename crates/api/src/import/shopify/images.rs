//! Pictures: the first row's, those of rows that bring nothing else, and those of single variants.

use securecart_domain::catalog::picture_alt;
use url::Url;

use super::{
    column::{Column, Row},
    convert::Errors,
    group::Group,
};
use crate::import::product::ImportedImage;

/// The longest address of a picture in bytes.
const MAX_ADDRESS: usize = 2000;
/// The longest description of a picture in characters.
const MAX_ALT: usize = 500;
/// The most pictures of a product.
const MAX_IMAGES: usize = 250;

/// The pictures of a product in the order that the file gives them, each once.
pub(super) fn take(errors: &mut Errors, group: &Group) -> Vec<ImportedImage> {
    let mut found: Vec<(u32, ImportedImage)> = Vec::new();
    for row in group.rows().filter(|row| row.has(Column::ImageSrc)) {
        let Some(address) = errors.take(row, Column::ImageSrc, address(row.get(Column::ImageSrc))) else {
            continue;
        };
        if found.iter().any(|(_, image)| image.source_url.as_deref() == Some(&address)) {
            continue;
        }
        let position = row.get(Column::ImagePosition).parse().unwrap_or(u32::MAX);
        found.push((position, ImportedImage::there(address, alt(row, group.first()))));
    }
    if found.len() > MAX_IMAGES {
        errors.add(group.first(), Column::ImageSrc, format!("a product has at most {MAX_IMAGES} pictures"));
    }
    found.sort_by_key(|(position, _)| *position);
    found.into_iter().map(|(_, image)| image).collect()
}

/// Which of the pictures shows the variant of this row; one that is not among them is put at the end.
pub(super) fn of_variant(
    errors: &mut Errors,
    row: &Row,
    first: &Row,
    images: &mut Vec<ImportedImage>,
) -> Option<usize> {
    if !row.has(Column::VariantImage) {
        return None;
    }
    let address = errors.take(row, Column::VariantImage, address(row.get(Column::VariantImage)))?;
    let known = images.iter().position(|image| image.source_url.as_deref() == Some(&address));
    Some(known.unwrap_or_else(|| {
        images.push(ImportedImage::there(address, alt(first, first)));
        images.len().saturating_sub(1)
    }))
}

/// The row's own description, or the product's name: a picture without any says nothing to those who can not
/// see it.
fn alt(row: &Row, first: &Row) -> String {
    let text = if row.has(Column::ImageAlt) { row.get(Column::ImageAlt) } else { first.get(Column::Title) };
    let shown: String = text.chars().filter(|c| picture_alt(c.encode_utf8(&mut [0; 4])).is_ok()).collect();
    let fitting: String = shown.chars().take(MAX_ALT).collect();
    fitting.trim().to_owned()
}

fn address(text: &str) -> Result<String, &'static str> {
    const MESSAGE: &str = "the address of a picture begins with https:// or http://";
    // Older exports leave the protocol to the page.
    let full = if text.starts_with("//") { format!("https:{text}") } else { text.to_owned() };
    let url = Url::parse(&full).map_err(|_| MESSAGE)?;
    let usable = matches!(url.scheme(), "http" | "https")
        && full.len() <= MAX_ADDRESS
        && !full.contains(char::is_control);
    if usable { Ok(full) } else { Err(MESSAGE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_on_the_web_are_pictures() {
        assert_eq!(address("//cdn.example/a.jpg").as_deref(), Ok("https://cdn.example/a.jpg"));
        assert!(address("https://cdn.example/a_925x@2x.jpg?v=1").is_ok());
        for text in [
            "a.jpg",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:image/png;base64,AA",
            "https://",
            "https://a.example/\0",
        ] {
            assert!(address(text).is_err(), "{text}");
        }
    }
}
