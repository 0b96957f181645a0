//! What customers think of products. Nobody else sees a review before staff have approved it as it is.

mod answers;
mod approve_review;
mod create_review;
mod delete_my_review;
mod error;
mod list_admin_reviews;
mod list_my_reviews;
mod list_product_reviews;
mod reject_review;
mod service;
mod update_my_review;
mod wish;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use answers::{my_review, rating_summary};
pub use error::ReviewError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_product_reviews::list_product_reviews)
        .service(create_review::create_review)
        .service(list_my_reviews::list_my_reviews)
        .service(update_my_review::update_my_review)
        .service(delete_my_review::delete_my_review)
        .service(list_admin_reviews::list_admin_reviews)
        .service(approve_review::approve_review)
        .service(reject_review::reject_review);
}
