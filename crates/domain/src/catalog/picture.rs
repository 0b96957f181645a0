//! The rules of product pictures, for the server and for pages that check before they send.

use super::{InvalidText, PlainText};

/// The largest file of a picture in bytes: 5 MiB.
pub const MAX_PICTURE_BYTES: usize = 5 * 1024 * 1024;
/// The most pictures of a product.
pub const MAX_PICTURES: usize = 20;
/// The longest description of a picture in characters.
const MAX_ALT: usize = 500;

/// The kinds of picture that the shop takes in and gives out. None of them can hold a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// For photographs.
    Jpeg,
    /// For drawings.
    Png,
    /// For both.
    Webp,
}

impl PictureKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Jpeg, Self::Png, Self::Webp];

    /// The media type (RFC 9110 §8.3.1).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// What the names of its files end with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The kind that a media type without parameters names.
    pub fn of_media_type(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.media_type().eq_ignore_ascii_case(text))
    }

    /// The kind that a file begins like, whatever it is called. Whether it goes on like that is for the drawing to find out.
    pub fn of_first_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }

    /// The kind of a file whose name ends so.
    pub fn of_extension(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.extension() == text)
    }
}

/// What a picture shows, for those who do not see it: one line of at most 500 characters that may be empty.
pub fn picture_alt(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::optional_line(text, MAX_ALT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_kinds_that_can_hold_no_script_are_known() {
        for kind in PictureKind::ALL {
            assert_eq!(PictureKind::of_media_type(kind.media_type()), Some(*kind));
            assert_eq!(PictureKind::of_extension(kind.extension()), Some(*kind));
        }
        for text in ["image/svg+xml", "image/gif", "text/html", "image/jpeg; q=1", ""] {
            assert_eq!(PictureKind::of_media_type(text), None, "{text}");
        }
    }
}
