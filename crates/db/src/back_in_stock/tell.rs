//! Telling who waits that something is there again.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    prelude::*,
    sql_types::{BigInt, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{StockWishId, UserId};

use crate::{
    Conn, DbError,
    schema::{back_in_stock_wishes, product_variants, products},
};

/// Those who wait longest first; who is just being told by another instance is passed over.
const CLAIM: &str = "\
UPDATE back_in_stock_wishes SET told_at = $1 WHERE id IN (
  SELECT w.id FROM back_in_stock_wishes w
  JOIN product_variants v ON v.id = w.variant_id
  JOIN products p ON p.id = v.product_id AND p.status = 'active'
  JOIN stock_levels l ON l.variant_id = w.variant_id AND l.on_hand > l.reserved
  WHERE w.confirmed_at IS NOT NULL AND w.told_at IS NULL
  ORDER BY w.id LIMIT $2 FOR UPDATE OF w SKIP LOCKED)
RETURNING id";

#[derive(QueryableByName)]
struct Claimed {
    #[diesel(sql_type = Uuid)]
    id: StockWishId,
}

/// Takes up to `limit` wishes whose variant can be bought again; each is taken once. Their mails have to be promised in
/// the same transaction.
pub async fn claim_wishes(
    tx: &mut Conn,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<StockWishId>, DbError> {
    let claimed: Vec<Claimed> =
        diesel::sql_query(CLAIM).bind::<Timestamptz, _>(now).bind::<BigInt, _>(limit).load(tx).await?;
    Ok(claimed.into_iter().map(|row| row.id).collect())
}

/// What a mail about a wish needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct WishToTell {
    /// The customer whose wish it is.
    pub user: Option<UserId>,
    /// A guest's address, sealed.
    pub email_sealed: Option<Vec<u8>>,
    /// Whether the address was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The product's place in addresses, and its name.
    pub product: (String, String),
    /// The variant's options joined; empty if there is no choice.
    pub variant_title: String,
}

/// A wish that was not taken back.
pub async fn find_wish_to_tell(conn: &mut Conn, id: StockWishId) -> Result<Option<WishToTell>, DbError> {
    let wish = back_in_stock_wishes::table
        .inner_join(product_variants::table.inner_join(products::table))
        .filter(back_in_stock_wishes::id.eq(id))
        .select((
            back_in_stock_wishes::user_id,
            back_in_stock_wishes::email_sealed,
            back_in_stock_wishes::confirmed_at,
            (products::slug, products::name),
            product_variants::title,
        ));
    Ok(wish.first(conn).await.optional()?)
}
