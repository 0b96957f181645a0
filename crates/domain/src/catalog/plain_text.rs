//! Text that people write and other people read.

use std::fmt;

/// Text without markup or control characters (line breaks aside), trimmed, with a length in characters that
/// its field sets. What looks like HTML stays text: nothing ever interprets it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlainText(String);

/// Why a text does not fit its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but blanks where something is needed.
    #[error("this can not be empty")]
    Empty,
    /// More characters than the field takes.
    #[error("at most {max} characters fit here")]
    TooLong {
        /// How many the field takes.
        max: usize,
    },
    /// A control character other than a line break.
    #[error("control characters are not allowed")]
    Control,
}

impl PlainText {
    /// One line of 1 to `max` characters.
    pub fn line(text: &str, max: usize) -> Result<Self, InvalidText> {
        let line = Self::bounded(text, max, char::is_control)?;
        if line.0.is_empty() { Err(InvalidText::Empty) } else { Ok(line) }
    }

    /// One line of at most `max` characters that may be empty.
    pub fn optional_line(text: &str, max: usize) -> Result<Self, InvalidText> {
        Self::bounded(text, max, char::is_control)
    }

    /// Several lines of at most `max` characters together; may be empty.
    pub fn paragraphs(text: &str, max: usize) -> Result<Self, InvalidText> {
        let unix = text.replace("\r\n", "\n");
        Self::bounded(&unix, max, |c| c.is_control() && c != '\n' && c != '\t')
    }

    fn bounded(text: &str, max: usize, refused: fn(char) -> bool) -> Result<Self, InvalidText> {
        let text = text.trim();
        if text.chars().count() > max {
            return Err(InvalidText::TooLong { max });
        }
        if text.chars().any(|c| refused(c) || is_direction_override(c)) {
            return Err(InvalidText::Control);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that turn the reading direction and so can disguise what a text says (Unicode UTS 55).
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Display for PlainText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_paragraphs_have_their_bounds() {
        assert_eq!(PlainText::line("  Mug ", 10).unwrap().as_str(), "Mug");
        assert_eq!(PlainText::line("   ", 10), Err(InvalidText::Empty));
        assert_eq!(PlainText::line("a\nb", 10), Err(InvalidText::Control));
        assert_eq!(PlainText::line("four", 3), Err(InvalidText::TooLong { max: 3 }));
        assert_eq!(PlainText::paragraphs("a\r\nb", 10).unwrap().as_str(), "a\nb");
        assert_eq!(PlainText::line("a\u{202e}b", 10), Err(InvalidText::Control));
    }
}
