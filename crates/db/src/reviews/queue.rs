//! What staff do with reviews.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{ReviewId, reviews::ReviewStatus};

use super::record::{ReviewRecord, ReviewRow, all, columns, one, records};
use crate::{
    Conn, DbError,
    catalog::changes::{self, Change},
    schema::product_reviews,
};

/// Everybody's reviews behind `after`, at most `limit`, and how many there are. Those that wait come in the order in which
/// they were written, so that nobody waits for ever; all others newest first.
pub async fn list_reviews_any(
    conn: &mut Conn,
    status: Option<ReviewStatus>,
    after: Option<ReviewId>,
    limit: i64,
) -> Result<(Vec<ReviewRecord>, u64), DbError> {
    let mut counted = product_reviews::table.into_boxed();
    let mut found = all();
    if let Some(status) = status {
        counted = counted.filter(product_reviews::status.eq(status.as_str()));
        found = found.filter(product_reviews::status.eq(status.as_str()));
    }
    let total: i64 = counted.count().get_result(conn).await?;
    let waiting = status == Some(ReviewStatus::Pending);
    found = match after {
        Some(after) if waiting => found.filter(product_reviews::id.gt(after)),
        Some(after) => found.filter(product_reviews::id.lt(after)),
        None => found,
    };
    found = if waiting {
        found.order(product_reviews::id.asc())
    } else {
        found.order(product_reviews::id.desc())
    };
    let rows: Vec<ReviewRow> = found.limit(limit).select(columns()).load(conn).await?;
    Ok((records(rows)?, u64::try_from(total).unwrap_or(0)))
}

/// Anybody's review, which nobody else changes until the transaction ends.
pub async fn lock_review_any(tx: &mut Conn, id: ReviewId) -> Result<Option<ReviewRecord>, DbError> {
    let locked = product_reviews::table.find(id).select(product_reviews::id).for_update();
    if locked.first::<ReviewId>(tx).await.optional()?.is_none() {
        return Ok(None);
    }
    let row: Option<ReviewRow> = one(id).select(columns()).first(tx).await.optional()?;
    row.map(ReviewRow::into_record).transpose()
}

/// Approves or rejects a review as it is now.
pub async fn decide_review(
    tx: &mut Conn,
    id: ReviewId,
    status: ReviewStatus,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::update(product_reviews::table.find(id))
        .set((product_reviews::status.eq(status.as_str()), product_reviews::decided_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}
