//! What customers do with their reviews. Every statement names the customer, so that nobody reaches another one's.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ProductId, ReviewId, UserId,
    catalog::PlainText,
    reviews::{ReviewStatus, Stars},
};

use super::record::{ReviewRecord, ReviewRow, all, columns, one, records};
use crate::{
    Conn, DbError,
    catalog::changes::{self, Change},
    schema::product_reviews,
};

/// What a review says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDraft {
    /// One to five.
    pub stars: Stars,
    /// In a line.
    pub title: PlainText,
    /// In full; may be empty.
    pub text: PlainText,
}

/// The customer's reviews behind `after`, newest first, at most `limit`; only that of one product, if one is given.
pub async fn list_reviews_for_customer(
    conn: &mut Conn,
    customer: UserId,
    product: Option<ProductId>,
    after: Option<ReviewId>,
    limit: i64,
) -> Result<Vec<ReviewRecord>, DbError> {
    let mut theirs = all().filter(product_reviews::user_id.eq(customer));
    if let Some(product) = product {
        theirs = theirs.filter(product_reviews::product_id.eq(product));
    }
    if let Some(after) = after {
        theirs = theirs.filter(product_reviews::id.lt(after));
    }
    let page = theirs.order(product_reviews::id.desc()).limit(limit);
    let rows: Vec<ReviewRow> = page.select(columns()).load(conn).await?;
    records(rows)
}

/// One of the customer's reviews.
pub async fn find_review_for_customer(
    conn: &mut Conn,
    customer: UserId,
    id: ReviewId,
) -> Result<Option<ReviewRecord>, DbError> {
    let own = one(id).filter(product_reviews::user_id.eq(customer)).select(columns());
    let row: Option<ReviewRow> = own.first(conn).await.optional()?;
    row.map(ReviewRow::into_record).transpose()
}

/// Adds a review that waits for staff. [`DbError::Unique`] of `product_reviews_one_each` if the customer has one of that
/// product.
pub async fn insert_review(
    tx: &mut Conn,
    customer: UserId,
    product: ProductId,
    id: ReviewId,
    draft: &ReviewDraft,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(product_reviews::table)
        .values((
            product_reviews::id.eq(id),
            product_reviews::product_id.eq(product),
            product_reviews::user_id.eq(customer),
            product_reviews::stars.eq(i16::from(draft.stars.get())),
            product_reviews::title.eq(draft.title.as_str()),
            product_reviews::body.eq(draft.text.as_str()),
            product_reviews::status.eq(ReviewStatus::Pending.as_str()),
            product_reviews::created_at.eq(now),
            product_reviews::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Changes what a review says; it waits for staff again. False if the customer has none of that id.
pub async fn update_review_for_customer(
    tx: &mut Conn,
    customer: UserId,
    id: ReviewId,
    draft: &ReviewDraft,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    changes::note(Change::Catalogue);
    let own = product_reviews::table.find(id).filter(product_reviews::user_id.eq(customer));
    let changed = diesel::update(own)
        .set((
            product_reviews::stars.eq(i16::from(draft.stars.get())),
            product_reviews::title.eq(draft.title.as_str()),
            product_reviews::body.eq(draft.text.as_str()),
            product_reviews::status.eq(ReviewStatus::Pending.as_str()),
            product_reviews::decided_at.eq(None::<DateTime<Utc>>),
            product_reviews::version.eq(product_reviews::version + 1),
            product_reviews::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(changed > 0)
}

/// Removes a review. False if the customer has none of that id.
pub async fn delete_review_for_customer(
    tx: &mut Conn,
    customer: UserId,
    id: ReviewId,
) -> Result<bool, DbError> {
    changes::note(Change::Catalogue);
    let own = product_reviews::table.find(id).filter(product_reviews::user_id.eq(customer));
    Ok(diesel::delete(own).execute(tx).await? > 0)
}
