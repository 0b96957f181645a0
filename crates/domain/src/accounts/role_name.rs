//! The name of a role.

use std::fmt;

/// A role's name: 1 to 50 lower-case letters, digits and underscores, a letter first. Short and without spaces, since
/// programs and audit entries name it too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RoleName(String);

/// Why a text is no name of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRoleName {
    /// Nothing was given.
    #[error("give the role a name")]
    Empty,
    /// More than [`RoleName::MAX_CHARS`] characters.
    #[error("a role's name has at most 50 characters")]
    TooLong,
    /// A character outside of the allowed set, or no letter in front.
    #[error("a role's name has lower-case letters, digits and underscores, and begins with a letter")]
    Character,
}

impl RoleName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 50;

    /// Takes the text as it is.
    pub fn parse(text: &str) -> Result<Self, InvalidRoleName> {
        if text.is_empty() {
            return Err(InvalidRoleName::Empty);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(InvalidRoleName::TooLong);
        }
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !text.starts_with(|c: char| c.is_ascii_lowercase()) || !text.chars().all(allowed) {
            return Err(InvalidRoleName::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_words() {
        assert!(["admin", "order_desk", "night_shift_2"].iter().all(|name| RoleName::parse(name).is_ok()));
        assert_eq!(RoleName::parse(""), Err(InvalidRoleName::Empty));
        assert_eq!(RoleName::parse(&"a".repeat(51)), Err(InvalidRoleName::TooLong));
        for name in ["Admin", "2nd", "_x", "a b", "ann-marie", "é"] {
            assert_eq!(RoleName::parse(name), Err(InvalidRoleName::Character), "{name}");
        }
    }
}
