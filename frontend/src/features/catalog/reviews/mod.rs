//! What customers think of a product, on its page.

mod form;
mod list;
mod mine;
mod section;
mod words;

pub(super) use section::Reviews;
pub use words::{rating_tenths, rating_words, stars_in_words};
