//! The name an account is known by.

use std::fmt;

/// A username: 1 to 150 letters, digits and `@ . + - _`; two that differ only in case are the same name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Username(String);

/// Why a text is no username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidUsername {
    /// Nothing was given.
    #[error("choose a username")]
    Empty,
    /// More than [`Username::MAX_CHARS`] characters.
    #[error("a username has at most 150 characters")]
    TooLong,
    /// A character outside the allowed set.
    #[error("a username has only letters, digits and @ . + - _")]
    Character,
}

impl Username {
    /// The longest username, in characters.
    pub const MAX_CHARS: usize = 150;

    /// Takes the text as it is; blanks at the ends are not trimmed but refused, since they would be invisible.
    pub fn parse(text: &str) -> Result<Self, InvalidUsername> {
        if text.is_empty() {
            return Err(InvalidUsername::Empty);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(InvalidUsername::TooLong);
        }
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '+' | '-' | '_');
        if !text.chars().all(allowed) {
            return Err(InvalidUsername::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as its owner wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What uniqueness is judged by: the lower-case form.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_are_welcome() {
        for name in ["ann", "Zoë.O", "ann+shop@example.org", "名前", "a_b-c.1"] {
            assert!(Username::parse(name).is_ok(), "{name} was refused");
        }
        assert_eq!(Username::parse("Ann").unwrap().key(), Username::parse("aNN").unwrap().key());
    }

    #[test]
    fn blanks_controls_and_long_names_are_refused() {
        assert_eq!(Username::parse(""), Err(InvalidUsername::Empty));
        assert_eq!(Username::parse(&"a".repeat(151)), Err(InvalidUsername::TooLong));
        for name in ["a b", " ann", "ann\n", "ann\u{0}", "<b>", "a/b", "a\u{202e}b"] {
            assert_eq!(Username::parse(name), Err(InvalidUsername::Character), "{name:?}");
        }
    }
}
