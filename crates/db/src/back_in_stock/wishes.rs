//! Wishes: made, confirmed and taken back.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, StockWishId, UserId, VariantId};

use crate::{
    Conn, DbError,
    schema::{back_in_stock_wishes, product_variants, products, stock_levels},
};

/// Whose wish it is.
#[derive(Clone, Debug)]
pub enum WishOwner {
    /// A customer, whose address is looked up when the mail leaves.
    Customer(UserId),
    /// A guest, by an address.
    Guest {
        /// The address, sealed.
        sealed: Vec<u8>,
        /// What it is recognised by.
        index: [u8; 32],
    },
}

/// What there is of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for its guest to confirm the address.
    Unconfirmed(StockWishId),
    /// It waits for stock.
    Waiting,
}

/// Units of a variant that can be bought now; none if the product is not on sale, or has no such variant.
pub async fn find_variant_on_offer(
    conn: &mut Conn,
    product: ProductId,
    variant: VariantId,
) -> Result<Option<i64>, DbError> {
    let found: Option<(Option<i32>, Option<i32>)> = product_variants::table
        .inner_join(products::table)
        .left_join(stock_levels::table)
        .filter(product_variants::id.eq(variant).and(products::id.eq(product)))
        .filter(products::status.eq("active"))
        .select((stock_levels::on_hand.nullable(), stock_levels::reserved.nullable()))
        .first(conn)
        .await
        .optional()?;
    Ok(found.map(|(on_hand, reserved)| {
        i64::from(on_hand.unwrap_or(0)).saturating_sub(i64::from(reserved.unwrap_or(0)))
    }))
}

/// Makes a wish, unless its owner has the same already. A customer's needs no confirmation.
pub async fn insert_wish(
    tx: &mut Conn,
    id: StockWishId,
    variant: VariantId,
    owner: &WishOwner,
    now: DateTime<Utc>,
) -> Result<Standing, DbError> {
    let (user, sealed, index) = match owner {
        WishOwner::Customer(user) => (Some(*user), None, None),
        WishOwner::Guest { sealed, index } => (None, Some(sealed.as_slice()), Some(index.as_slice())),
    };
    diesel::insert_into(back_in_stock_wishes::table)
        .values((
            back_in_stock_wishes::id.eq(id),
            back_in_stock_wishes::variant_id.eq(variant),
            back_in_stock_wishes::user_id.eq(user),
            back_in_stock_wishes::email_sealed.eq(sealed),
            back_in_stock_wishes::email_index.eq(index),
            back_in_stock_wishes::created_at.eq(now),
            back_in_stock_wishes::confirmed_at.eq(user.map(|_| now)),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    let Some(index) = index else { return Ok(Standing::Waiting) };
    let unconfirmed: Option<StockWishId> = back_in_stock_wishes::table
        .filter(back_in_stock_wishes::email_index.eq(index))
        .filter(back_in_stock_wishes::variant_id.eq(variant))
        .filter(back_in_stock_wishes::confirmed_at.is_null())
        .select(back_in_stock_wishes::id)
        .first(tx)
        .await
        .optional()?;
    Ok(unconfirmed.map_or(Standing::Waiting, Standing::Unconfirmed))
}

/// A guest has confirmed the address; the same again changes nothing. False if there is no such wish.
pub async fn confirm_wish(conn: &mut Conn, id: StockWishId, now: DateTime<Utc>) -> Result<bool, DbError> {
    let sql = "UPDATE back_in_stock_wishes SET confirmed_at = coalesce(confirmed_at, $2) WHERE id = $1";
    let query = diesel::sql_query(sql).bind::<Uuid, _>(id).bind::<Timestamptz, _>(now);
    Ok(query.execute(conn).await? > 0)
}

/// Takes this wish back, and all others of the same customer or address. False if there is no such wish.
pub async fn delete_wishes_with(conn: &mut Conn, id: StockWishId) -> Result<bool, DbError> {
    let sql = "DELETE FROM back_in_stock_wishes w USING back_in_stock_wishes this WHERE this.id = $1 \
         AND (w.id = this.id OR w.user_id = this.user_id OR w.email_index = this.email_index)";
    Ok(diesel::sql_query(sql).bind::<Uuid, _>(id).execute(conn).await? > 0)
}

/// Takes all wishes of a guest's address back.
pub async fn delete_wishes_of_address(tx: &mut Conn, index: &[u8; 32]) -> Result<(), DbError> {
    let theirs = back_in_stock_wishes::table.filter(back_in_stock_wishes::email_index.eq(index.as_slice()));
    diesel::delete(theirs).execute(tx).await?;
    Ok(())
}

/// A wish of a customer's, for their copy.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct HeldStockWish {
    /// The product: its id, its place in addresses and its name.
    pub product: (ProductId, String, String),
    /// The variant's options joined; empty if there is no choice.
    pub variant_title: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When the mail was promised.
    pub told_at: Option<DateTime<Utc>>,
}

/// All wishes of a customer, newest first.
pub async fn list_stock_wishes_for_owner(
    conn: &mut Conn,
    owner: UserId,
) -> Result<Vec<HeldStockWish>, DbError> {
    let all = back_in_stock_wishes::table
        .inner_join(product_variants::table.inner_join(products::table))
        .filter(back_in_stock_wishes::user_id.eq(owner))
        .order(back_in_stock_wishes::id.desc())
        .select((
            (products::id, products::slug, products::name),
            product_variants::title,
            back_in_stock_wishes::created_at,
            back_in_stock_wishes::told_at,
        ));
    Ok(all.load(conn).await?)
}

/// Removes wishes that were never confirmed and made before `unconfirmed`, that still wait and were made before
/// `waiting`, and whose mail was promised before `told`. Returns how many.
pub async fn forget_wishes(
    conn: &mut Conn,
    unconfirmed: DateTime<Utc>,
    waiting: DateTime<Utc>,
    told: DateTime<Utc>,
) -> Result<usize, DbError> {
    let sql = "DELETE FROM back_in_stock_wishes WHERE told_at < $3 \
         OR (told_at IS NULL AND (created_at < $2 OR (confirmed_at IS NULL AND created_at < $1)))";
    let query = diesel::sql_query(sql)
        .bind::<Timestamptz, _>(unconfirmed)
        .bind::<Timestamptz, _>(waiting)
        .bind::<Timestamptz, _>(told);
    Ok(query.execute(conn).await?)
}
