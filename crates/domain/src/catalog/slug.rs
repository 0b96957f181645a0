//! The part of a page's address that names a product or category.

use std::fmt;

/// Lower-case letters and digits in words joined by single hyphens, at most 120 bytes: `ocean-blue-shirt`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

/// The text is no slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a slug has lower-case letters and digits in words joined by hyphens")]
pub struct InvalidSlug;

impl Slug {
    /// The longest slug in bytes.
    pub const MAX_BYTES: usize = 120;

    /// Takes a slug as it is and refuses everything else.
    pub fn parse(text: &str) -> Result<Self, InvalidSlug> {
        let word =
            |word: &str| !word.is_empty() && word.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'));
        if text.len() <= Self::MAX_BYTES && text.split('-').all(word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSlug)
        }
    }

    /// Makes a slug of a name: `Crème Brûlée Set` becomes `creme-brulee-set`. Refuses names without a single
    /// letter or digit of the Latin alphabet; their slug has to be given.
    pub fn from_name(name: &str) -> Result<Self, InvalidSlug> {
        let plain: String = name.chars().flat_map(char::to_lowercase).map(plain_letter).collect();
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = String::new();
        for word in words {
            if slug.len() + word.len() + 1 > Self::MAX_BYTES {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
        }
        Self::parse(&slug)
    }

    /// The slug as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn plain_letter(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_made_of_a_name_is_a_slug(name in ".{0,200}") {
            if let Ok(slug) = Slug::from_name(&name) {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
            }
        }
    }

    #[test]
    fn names_become_readable_addresses() {
        assert_eq!(Slug::from_name("Crème Brûlée  Set (4)").unwrap().as_str(), "creme-brulee-set-4");
        for text in ["", "-", "a--b", "a-", "A", "a_b", "a/b", "é"] {
            assert!(Slug::parse(text).is_err(), "{text}");
        }
    }
}
