//! The code that shoppers type.

use std::fmt;

/// A coupon's code: 3 to 32 letters, digits and dashes, kept in capitals so that `summer10` and `SUMMER10` are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CouponCode(String);

/// The text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has 3 to 32 letters, digits and dashes and begins with a letter or digit")]
pub struct InvalidCouponCode;

impl CouponCode {
    /// The longest code in characters.
    pub const MAX: usize = 32;

    /// Takes blanks around it away and writes it in capitals.
    pub fn parse(text: &str) -> Result<Self, InvalidCouponCode> {
        let code = text.trim().to_ascii_uppercase();
        let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = (3..=Self::MAX).contains(&code.len()) && !code.starts_with('-');
        if fits && code.bytes().all(allowed) { Ok(Self(code)) } else { Err(InvalidCouponCode) }
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CouponCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_code_has_one_spelling() {
        assert_eq!(CouponCode::parse(" summer-10 ").unwrap().as_str(), "SUMMER-10");
        for text in ["", "AB", "-AB", "A B", "100%", "***", "S\u{dc}SS", &"A".repeat(33)] {
            assert_eq!(CouponCode::parse(text), Err(InvalidCouponCode), "{text}");
        }
    }
}
