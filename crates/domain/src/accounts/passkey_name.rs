//! The name of a passkey.

use std::fmt;

/// What its owner calls a passkey, so as to tell several apart: 1 to 60 characters without control characters, blanks
/// around it taken off.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PasskeyName(String);

/// Why a text is no name of a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPasskeyName {
    /// Nothing was given.
    #[error("give the passkey a name, such as the device it is on")]
    Empty,
    /// More than [`PasskeyName::MAX_CHARS`] characters.
    #[error("a passkey's name has at most 60 characters")]
    TooLong,
    /// A line break or another control character.
    #[error("a passkey's name is one line of text")]
    Character,
}

impl PasskeyName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 60;

    /// Takes a text, blanks around it taken off.
    pub fn parse(text: &str) -> Result<Self, InvalidPasskeyName> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidPasskeyName::Empty);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(InvalidPasskeyName::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(InvalidPasskeyName::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// People write their own names into it, so logs do not show it.
impl fmt::Debug for PasskeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasskeyName").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_of_text() {
        assert_eq!(PasskeyName::parse("  Ann's phone ").unwrap().as_str(), "Ann's phone");
        assert!(PasskeyName::parse(&"é".repeat(60)).is_ok());
        assert_eq!(PasskeyName::parse(" \t "), Err(InvalidPasskeyName::Empty));
        assert_eq!(PasskeyName::parse(&"é".repeat(61)), Err(InvalidPasskeyName::TooLong));
        assert_eq!(PasskeyName::parse("a\nb"), Err(InvalidPasskeyName::Character));
    }

    #[test]
    fn logs_do_not_show_it() {
        assert!(!format!("{:?}", PasskeyName::parse("Ann's phone").unwrap()).contains("Ann"));
    }
}
