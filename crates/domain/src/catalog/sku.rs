//! The stock keeping unit.

use std::fmt;

/// The shop's own code for a variant: 1 to 64 printable ASCII characters without blanks, unique in the shop.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sku(String);

/// The text is no SKU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an SKU has 1 to 64 letters, digits and signs without blanks")]
pub struct InvalidSku;

impl Sku {
    /// The longest SKU in bytes.
    pub const MAX_BYTES: usize = 64;

    /// Takes the text as it is.
    pub fn parse(text: &str) -> Result<Self, InvalidSku> {
        let fits = (1..=Self::MAX_BYTES).contains(&text.len());
        // A spreadsheet would take a leading sign for a formula (ASVS 1.2.10).
        let formula = text.starts_with(['=', '+', '-', '@']);
        if fits && !formula && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSku)
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sku {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_as_they_are() {
        assert!(Sku::parse("MUG-350/blue").is_ok());
        for text in ["", "a b", "=1+1", "ü", "a\n"] {
            assert_eq!(Sku::parse(text), Err(InvalidSku), "{text:?}");
        }
        assert_eq!(Sku::parse(&"x".repeat(65)), Err(InvalidSku));
    }
}
