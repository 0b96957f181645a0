//! The parts of a review.

use crate::catalog::{InvalidText, PlainText};

/// The longest title in characters.
pub const MAX_REVIEW_TITLE: usize = 120;
/// The longest text in characters.
pub const MAX_REVIEW_TEXT: usize = 4000;

/// One to five of them, five being the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stars(u8);

/// None, or more than there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("choose one to five stars")]
pub struct InvalidStars;

impl Stars {
    /// The most.
    pub const MOST: u8 = 5;

    /// Refuses everything but 1 to 5.
    pub fn parse(stars: u8) -> Result<Self, InvalidStars> {
        if (1..=Self::MOST).contains(&stars) { Ok(Self(stars)) } else { Err(InvalidStars) }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// A title: one line that has to be there. It is plain text and stays so wherever it is shown.
pub fn review_title(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::line(text, MAX_REVIEW_TITLE)
}

/// A text, which may be left out. It is plain text and stays so wherever it is shown.
pub fn review_text(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::paragraphs(text, MAX_REVIEW_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_stars() {
        assert_eq!((0..=9).filter(|stars| Stars::parse(*stars).is_ok()).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_title_has_to_be_there_and_a_text_may_be() {
        assert_eq!(review_title("  "), Err(InvalidText::Empty));
        assert_eq!(review_title(&"é".repeat(121)), Err(InvalidText::TooLong { max: 120 }));
        assert_eq!(review_text("").map(|text| text.to_string()), Ok(String::new()));
        assert_eq!(
            review_text("<b>two</b>\nlines").map(|text| text.to_string()).unwrap(),
            "<b>two</b>\nlines"
        );
    }
}
