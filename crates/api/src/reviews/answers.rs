//! From what the database knows to what the API tells: to everybody less than to authors and staff.

use securecart_db::reviews::{ReviewRecord, StarCounts};
use securecart_domain::reviews::{Rating, Stars};
use securecart_dto::{
    catalog::ProductRef,
    reviews::{AdminReview, MyReview, RatingSummary, Review, ReviewAuthor, StarCount},
};

/// As everybody sees it.
pub(super) fn review(record: ReviewRecord) -> Review {
    Review {
        id: record.id,
        stars: record.stars.get(),
        title: record.title,
        text: record.body,
        verified_buyer: record.verified,
        created_at: record.created_at,
    }
}

/// As its author sees it.
pub(crate) fn my_review(record: ReviewRecord) -> MyReview {
    MyReview {
        id: record.id,
        product: ProductRef { id: record.product_id, slug: record.product_slug, name: record.product_name },
        stars: record.stars.get(),
        title: record.title,
        text: record.body,
        status: record.status,
        verified_buyer: record.verified,
        created_at: record.created_at,
        updated_at: record.updated_at,
        decided_at: record.decided_at,
    }
}

/// As staff see it.
pub(super) fn admin_review(record: ReviewRecord) -> AdminReview {
    AdminReview {
        id: record.id,
        product: ProductRef { id: record.product_id, slug: record.product_slug, name: record.product_name },
        author: ReviewAuthor { id: record.author, username: record.username },
        stars: record.stars.get(),
        title: record.title,
        text: record.body,
        status: record.status,
        verified_buyer: record.verified,
        version: record.version,
        created_at: record.created_at,
        updated_at: record.updated_at,
        decided_at: record.decided_at,
    }
}

/// What reviews come to.
pub(crate) fn rating_summary(rating: Rating) -> RatingSummary {
    RatingSummary { average: rating.average(), count: rating.count() }
}

/// What these counts come to, and how they spread, five stars first.
pub(super) fn spread(counts: StarCounts) -> (Option<RatingSummary>, Vec<StarCount>) {
    let spread: Vec<StarCount> =
        (1..=Stars::MOST).zip(counts).map(|(stars, count)| StarCount { stars, count }).rev().collect();
    let count = counts.iter().fold(0_u32, |sum, count| sum.saturating_add(*count));
    let total = spread
        .iter()
        .fold(0_u64, |sum, each| sum.saturating_add(u64::from(each.stars).saturating_mul(each.count.into())));
    (Rating::of(count, total).map(rating_summary), spread)
}
