//! What customers think of products.

mod rating;
mod status;
mod text;

pub use rating::Rating;
pub use status::ReviewStatus;
pub use text::{InvalidStars, MAX_REVIEW_TEXT, MAX_REVIEW_TITLE, Stars, review_text, review_title};
