//! What customers think of products.
//!
//! What the approved ones of a product come to is kept on its shelf by triggers, for its card.

mod lists;
mod own;
mod queue;
mod record;

pub use lists::{StarCounts, count_stars, list_reviews_for_product};
pub use own::{
    ReviewDraft, delete_review_for_customer, find_review_for_customer, insert_review,
    list_reviews_for_customer, update_review_for_customer,
};
pub use queue::{decide_review, list_reviews_any, lock_review_any};
pub use record::ReviewRecord;
