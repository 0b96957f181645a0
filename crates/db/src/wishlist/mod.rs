//! What customers want to remember. Every statement names the customer, so that nobody reaches another one's list.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, UserId};

use crate::{
    Conn, DbError,
    catalog::{ProductCard, list_cards},
    schema::{products, wishlist_items},
};

/// A product on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The product.
    pub card: ProductCard,
    /// When it was put there.
    pub added_at: DateTime<Utc>,
}

/// The customer's wishes behind `after`, newest first, at most `limit`, in two statements. What is not sold any more is
/// left out. Only that of one product, if one is given.
pub async fn list_wishes_for_customer(
    conn: &mut Conn,
    customer: UserId,
    product: Option<ProductId>,
    after: Option<(DateTime<Utc>, ProductId)>,
    limit: i64,
) -> Result<Vec<Wish>, DbError> {
    let mut theirs = wishlist_items::table
        .inner_join(products::table)
        .filter(wishlist_items::user_id.eq(customer))
        .filter(products::status.eq("active"))
        .into_boxed();
    if let Some(product) = product {
        theirs = theirs.filter(wishlist_items::product_id.eq(product));
    }
    if let Some((added_at, id)) = after {
        let same = wishlist_items::added_at.eq(added_at).and(wishlist_items::product_id.lt(id));
        theirs = theirs.filter(wishlist_items::added_at.lt(added_at).or(same));
    }
    let found: Vec<(ProductId, DateTime<Utc>)> = theirs
        .order((wishlist_items::added_at.desc(), wishlist_items::product_id.desc()))
        .limit(limit)
        .select((wishlist_items::product_id, wishlist_items::added_at))
        .load(conn)
        .await?;
    let ids: Vec<ProductId> = found.iter().map(|(id, _)| *id).collect();
    let cards = list_cards(conn, &ids).await?.into_iter();
    let wish = |card: ProductCard| {
        let added_at = found.iter().find(|(id, _)| *id == card.id).map(|(_, added_at)| *added_at)?;
        Some(Wish { card, added_at })
    };
    Ok(cards.filter_map(wish).collect())
}

/// A product that somebody wants to remember, whether or not it is still sold.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct HeldWish {
    /// The product.
    pub product_id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// When it was put on the list.
    pub added_at: DateTime<Utc>,
}

/// All of a customer's wishes, newest first, for their copy.
pub async fn list_wishes_for_owner(conn: &mut Conn, owner: UserId) -> Result<Vec<HeldWish>, DbError> {
    let all = wishlist_items::table
        .inner_join(products::table)
        .filter(wishlist_items::user_id.eq(owner))
        .order(wishlist_items::added_at.desc())
        .select((products::id, products::slug, products::name, wishlist_items::added_at));
    Ok(all.load(conn).await?)
}

/// How many products are on the customer's list.
pub async fn count_wishes_for_customer(conn: &mut Conn, customer: UserId) -> Result<i64, DbError> {
    Ok(wishlist_items::table.filter(wishlist_items::user_id.eq(customer)).count().get_result(conn).await?)
}

/// Puts a product on the list; one that is there stays where it is.
pub async fn insert_wish(
    tx: &mut Conn,
    customer: UserId,
    product: ProductId,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(wishlist_items::table)
        .values((
            wishlist_items::user_id.eq(customer),
            wishlist_items::product_id.eq(product),
            wishlist_items::added_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes a product off the list, if it is there.
pub async fn delete_wish_for_customer(
    tx: &mut Conn,
    customer: UserId,
    product: ProductId,
) -> Result<(), DbError> {
    let own = wishlist_items::table.find((customer, product));
    diesel::delete(own).execute(tx).await?;
    Ok(())
}
