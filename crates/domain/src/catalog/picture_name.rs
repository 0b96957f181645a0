//! The names of pictures. A name tells the kind of the picture and which widths of it there are, so that whoever has
//! an address has them all: no column, no join, and the same answer on the server and in the browser.

use std::fmt;

use super::PictureKind;

/// The longest side in pixels of a picture that the shop gives out.
pub const MAX_SHOWN_SIDE: u32 = 1_600;
/// The widths in pixels that a wide picture is drawn in as well. Names that were given promise them: a picture that
/// was named under this ladder has no others, so other rungs need another form of name.
const LADDER: &[u32] = &[320, 640, 960];
/// The fewest and the most digits of a digest.
const DIGEST: std::ops::RangeInclusive<usize> = 16..=64;
/// Where pictures lie on this shop.
const FOLDER: &str = "/media/";

/// The widths narrower than `full` that a picture is drawn in, narrowest first. A rung is left out unless it saves a
/// fifth of the width: it would be another file for the same thing.
pub fn narrower_widths(full: u32) -> impl DoubleEndedIterator<Item = u32> {
    let limit = u64::from(full).saturating_mul(4);
    LADDER.iter().copied().filter(move |rung| u64::from(*rung).saturating_mul(5) <= limit)
}

/// The name of a file among the shop's pictures.
///
/// `{digest}-{full width}.jpg` is a picture, `{digest}-{full width}-{width}.jpg` the same in a narrower width.
/// `{digest}.webp` is one that there is in one width alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureName {
    digest: String,
    full: Option<u32>,
    narrower: Option<u32>,
    kind: PictureKind,
}

impl PictureName {
    /// Of a picture in one width; `digest` is in lower-case hexadecimal digits.
    pub fn single(digest: String, kind: PictureKind) -> Self {
        Self { digest, full: None, narrower: None, kind }
    }

    /// Of a picture that is `full` pixels wide and was drawn in [`narrower_widths`] too.
    pub fn with_widths(digest: String, full: u32, kind: PictureKind) -> Self {
        Self { full: Some(full), ..Self::single(digest, kind) }
    }

    /// Reads a name. None for all that the shop never gives, so that no name leads to another file.
    pub fn parse(text: &str) -> Option<Self> {
        let (stem, extension) = text.split_once('.')?;
        let kind = PictureKind::of_extension(extension)?;
        let mut parts = stem.split('-');
        let digest = parts.next().filter(|digest| is_digest(digest))?;
        let full = parts.next().map(|text| width(text).ok_or(())).transpose().ok()?;
        let narrower = parts.next().map(|text| width(text).ok_or(())).transpose().ok()?;
        let name = Self { digest: digest.to_owned(), full, narrower, kind };
        let promised = narrower.is_none_or(|narrower| name.narrower().any(|width| width == narrower));
        (promised && parts.next().is_none()).then_some(name)
    }

    /// What the picture is.
    pub const fn kind(&self) -> PictureKind {
        self.kind
    }

    /// Whether this is the picture itself and no narrower one of it: what a product may name.
    pub const fn is_whole(&self) -> bool {
        self.narrower.is_none()
    }

    /// Whether the name tells the widths of the picture. One of before does not.
    pub const fn tells_widths(&self) -> bool {
        self.full.is_some()
    }

    /// The picture in all of its widths, narrowest first; just itself if its name does not tell them.
    pub fn widths(&self) -> impl Iterator<Item = Self> {
        let whole = Self { narrower: None, ..self.clone() };
        self.narrower().map(|width| self.in_width(width)).chain([whole])
    }

    /// The name of the same picture in another of its widths.
    #[must_use]
    pub fn in_width(&self, width: u32) -> Self {
        Self { narrower: Some(width).filter(|width| Some(*width) != self.full), ..self.clone() }
    }

    /// Where the shop gives it out.
    pub fn address(&self) -> String {
        format!("{FOLDER}{self}")
    }

    /// The name of the picture at an address of this shop.
    pub fn of_address(address: &str) -> Option<Self> {
        Self::parse(address.strip_prefix(FOLDER)?)
    }

    fn narrower(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        narrower_widths(self.full.unwrap_or_default())
    }
}

impl fmt::Display for PictureName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.digest)?;
        for width in self.full.iter().chain(&self.narrower) {
            write!(out, "-{width}")?;
        }
        write!(out, ".{}", self.kind.extension())
    }
}

/// A picture in one of its widths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureSource {
    /// Pixels from left to right.
    pub width: u32,
    /// Its address on this shop.
    pub url: String,
}

/// The widths of the picture at that address, narrowest first and the picture itself last. None of a picture that
/// there is in one width alone, and none of addresses that are no picture of this shop.
pub fn picture_sources(address: &str) -> Vec<PictureSource> {
    let Some((name, full)) = PictureName::of_address(address)
        .filter(PictureName::is_whole)
        .and_then(|name| name.full.map(|full| (name, full)))
    else {
        return Vec::new();
    };
    let widths = name.narrower().chain([full]);
    widths.map(|width| PictureSource { width, url: name.in_width(width).address() }).collect()
}

fn is_digest(text: &str) -> bool {
    DIGEST.contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A width as it is written: no sign, no leading zero, no more than the shop draws.
fn width(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let width = text.parse().ok().filter(|width| plain && *width <= MAX_SHOWN_SIDE)?;
    Some(width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DIGEST: &str = "0123456789abcdef";

    #[test]
    fn an_address_tells_the_widths_of_its_picture() {
        let sources = |name: &str| -> Vec<_> {
            picture_sources(&format!("/media/{name}")).into_iter().map(|source| source.width).collect()
        };
        assert_eq!(sources("0123456789abcdef-1600.jpg"), [320, 640, 960, 1600]);
        assert_eq!(sources("0123456789abcdef-1000.jpg"), [320, 640, 1000], "960 would save next to nothing");
        assert_eq!(sources("0123456789abcdef-400.webp"), [320, 400]);
        assert_eq!(sources("0123456789abcdef-399.webp"), [399]);
        assert_eq!(sources("0123456789abcdef.webp"), [0_u32; 0], "one width, which the name does not tell");
        assert_eq!(sources("0123456789abcdef-1600-320.jpg"), [0_u32; 0], "part of a picture");
        let urls: Vec<_> =
            picture_sources("/media/0123456789abcdef-640.jpg").into_iter().map(|source| source.url).collect();
        assert_eq!(urls, ["/media/0123456789abcdef-640-320.jpg", "/media/0123456789abcdef-640.jpg"]);
        assert!(picture_sources("https://a.example/media/0123456789abcdef-640.jpg").is_empty());
    }

    #[test]
    fn only_names_that_the_shop_gives_are_looked_for() {
        for name in ["0123456789abcdef.webp", "0123456789abcdef-1600.jpg", "0123456789abcdef-1600-640.jpg"] {
            assert_eq!(PictureName::parse(name).map(|name| name.to_string()).as_deref(), Some(name));
        }
        for name in [
            "0123456789abcdef.svg",
            "0123456789abcdef.html",
            "0123456789abcde.webp",
            "0123456789ABCDEF.webp",
            "0123456789abcdef.webp.html",
            "../0123456789abcdef.webp",
            "0123456789abcdef/../../x.png",
            "0123456789abcdef-.jpg",
            "0123456789abcdef-0640.jpg",
            "0123456789abcdef-+640.jpg",
            "0123456789abcdef-1601.jpg",
            "0123456789abcdef-99999999999999999999.jpg",
            "0123456789abcdef-640-640.jpg",
            "0123456789abcdef-640-960.jpg",
            "0123456789abcdef-1600-500.jpg",
            "0123456789abcdef-1600-320-320.jpg",
            "0123456789abcdef-1600-../x.jpg",
            ".webp",
            "",
        ] {
            assert_eq!(PictureName::parse(name), None, "{name}");
        }
    }

    proptest! {
        /// Whatever is promised is among the names that are given out, and nothing is wider than the picture.
        #[test]
        fn what_an_address_promises_can_be_asked_for(full in 1..=MAX_SHOWN_SIDE) {
            let name = PictureName::with_widths(DIGEST.to_owned(), full, PictureKind::Jpeg);
            let sources = picture_sources(&name.address());
            prop_assert_eq!(sources.last().map(|source| source.url.clone()), Some(name.address()));
            prop_assert!(sources.is_sorted_by_key(|source| source.width));
            for source in sources {
                prop_assert!(source.width <= full && PictureName::of_address(&source.url).is_some());
            }
        }

        /// No text but a name is read as one.
        #[test]
        fn a_name_is_read_as_it_is_written(text in "[0-9a-f]{14,18}(-[0-9]{1,5}){0,3}\\.(jpg|png|webp|gif)") {
            if let Some(name) = PictureName::parse(&text) {
                prop_assert_eq!(name.to_string(), text);
            }
        }
    }
}
