//! What shoppers see of reviews.

use diesel::{ExpressionMethods, QueryDsl, dsl::count_star, dsl::sql, sql_types::Bool};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, ReviewId};

use super::record::{ReviewRecord, ReviewRow, all, columns, records};
use crate::{Conn, DbError, schema::product_reviews};

/// How many reviews give one star, two, up to five.
pub type StarCounts = [u32; 5];

/// Written out and not bound, so that the planner sees that the partial index fits.
fn is_approved() -> diesel::expression::SqlLiteral<Bool> {
    sql("product_reviews.status = 'approved'")
}

/// The reviews of a product that everybody sees behind `after`, newest first, at most `limit`.
pub async fn list_reviews_for_product(
    conn: &mut Conn,
    product: ProductId,
    after: Option<ReviewId>,
    limit: i64,
) -> Result<Vec<ReviewRecord>, DbError> {
    let mut shown = all().filter(product_reviews::product_id.eq(product)).filter(is_approved());
    if let Some(after) = after {
        shown = shown.filter(product_reviews::id.lt(after));
    }
    let page = shown.order(product_reviews::id.desc()).limit(limit);
    let rows: Vec<ReviewRow> = page.select(columns()).load(conn).await?;
    records(rows)
}

/// How the reviews of a product that everybody sees spread over the stars.
pub async fn count_stars(conn: &mut Conn, product: ProductId) -> Result<StarCounts, DbError> {
    let counted: Vec<(i16, i64)> = product_reviews::table
        .filter(product_reviews::product_id.eq(product))
        .filter(is_approved())
        .group_by(product_reviews::stars)
        .select((product_reviews::stars, count_star()))
        .load(conn)
        .await?;
    let mut counts = StarCounts::default();
    for (stars, count) in counted {
        let place = usize::try_from(stars).ok().and_then(|stars| counts.get_mut(stars.saturating_sub(1)));
        if let Some(place) = place {
            *place = u32::try_from(count).unwrap_or(u32::MAX);
        }
    }
    Ok(counts)
}
