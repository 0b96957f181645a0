//! Changes of single lines. The caller holds the lock on the cart.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryableByName,
    sql_types::{Bool, Integer, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, CartLineId, Money, VariantId, cart::Quantity};

use crate::{
    Conn, DbError,
    accounts::Owner,
    schema::{cart_lines, product_variants},
};

/// What has to be known of a line to change it.
#[derive(Clone, Debug)]
pub struct CartLineToChange {
    /// Its cart.
    pub cart_id: CartId,
    /// The product's name.
    pub name: String,
    /// The variant's title; empty if there is no choice.
    pub variant_title: String,
    /// Units that the cart could have of it; none if it is no longer sold.
    pub available: u32,
    /// Whether the shop still sells it.
    pub sold: bool,
}

#[derive(QueryableByName)]
struct ToChangeRow {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Integer)]
    available: i32,
    #[diesel(sql_type = Bool)]
    sold: bool,
}

const TO_CHANGE: &str = "\
SELECT p.name, v.title, p.status = 'active' AS sold,
  CASE WHEN p.status = 'active' THEN greatest(0, coalesce(s.on_hand - s.reserved, 0) + coalesce((
    SELECT sum(h.quantity) FROM stock_holds h JOIN checkouts c ON c.id = h.checkout_id
    WHERE h.variant_id = v.id AND h.status = 'active' AND c.cart_id = l.cart_id AND c.status = 'open'), 0))
  ELSE 0 END::int4 AS available
FROM cart_lines l
JOIN product_variants v ON v.id = l.variant_id
JOIN products p ON p.id = v.product_id
LEFT JOIN stock_levels s ON s.variant_id = v.id
WHERE l.id = $1 AND l.cart_id = $2";

/// A line of the owner's cart; `None` for lines of others. Locks the cart.
pub async fn find_line_for_owner(
    tx: &mut Conn,
    owner: Owner,
    line: CartLineId,
) -> Result<Option<CartLineToChange>, DbError> {
    let Some(cart_id) = super::lock_cart_for_owner(tx, owner).await? else {
        return Ok(None);
    };
    let row: Option<ToChangeRow> = diesel::sql_query(TO_CHANGE)
        .bind::<Uuid, _>(line)
        .bind::<Uuid, _>(cart_id)
        .get_result(tx)
        .await
        .optional()?;
    Ok(row.map(|row| CartLineToChange {
        cart_id,
        name: row.name,
        variant_title: row.title,
        available: u32::try_from(row.available).unwrap_or(0),
        sold: row.sold,
    }))
}

/// Puts so many units of the variant on its line, which is made with the id `fresh` if there is none. Today's price is
/// what the shopper has seen.
pub async fn put_line(
    tx: &mut Conn,
    now: DateTime<Utc>,
    fresh: CartLineId,
    cart: CartId,
    variant: VariantId,
    quantity: Quantity,
) -> Result<(), DbError> {
    let units = small(quantity);
    let today = product_variants::table.filter(product_variants::id.eq(variant));
    let (price, currency) = (
        today.select(product_variants::price_minor).single_value(),
        today.select(product_variants::currency).single_value().assume_not_null(),
    );
    diesel::insert_into(cart_lines::table)
        .values((
            cart_lines::id.eq(fresh),
            cart_lines::cart_id.eq(cart),
            cart_lines::variant_id.eq(variant),
            cart_lines::quantity.eq(units),
            cart_lines::created_at.eq(now),
            cart_lines::updated_at.eq(now),
            cart_lines::seen_price_minor.eq(price),
            cart_lines::currency.eq(currency),
        ))
        .on_conflict((cart_lines::cart_id, cart_lines::variant_id))
        .do_update()
        .set((
            cart_lines::quantity.eq(units),
            cart_lines::updated_at.eq(now),
            cart_lines::seen_price_minor.eq(price),
            cart_lines::currency.eq(currency),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Remembers what the shopper says to have seen as the price of one unit.
pub async fn set_seen_price(
    tx: &mut Conn,
    cart: CartId,
    line: CartLineId,
    price: Money,
) -> Result<(), DbError> {
    diesel::update(cart_lines::table.filter(cart_lines::id.eq(line).and(cart_lines::cart_id.eq(cart))))
        .set((
            cart_lines::seen_price_minor.eq(price.minor()),
            cart_lines::currency.eq(price.currency().as_str()),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets the units of a line.
pub async fn set_quantity(
    tx: &mut Conn,
    now: DateTime<Utc>,
    cart: CartId,
    line: CartLineId,
    quantity: Quantity,
) -> Result<(), DbError> {
    diesel::update(cart_lines::table.filter(cart_lines::id.eq(line).and(cart_lines::cart_id.eq(cart))))
        .set((cart_lines::quantity.eq(small(quantity)), cart_lines::updated_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes a line out of the owner's cart; false for lines of others and lines that are gone already.
pub async fn delete_line_for_owner(tx: &mut Conn, owner: Owner, line: CartLineId) -> Result<bool, DbError> {
    let Some(cart) = super::lock_cart_for_owner(tx, owner).await? else {
        return Ok(false);
    };
    let own = cart_lines::table.filter(cart_lines::id.eq(line).and(cart_lines::cart_id.eq(cart)));
    let deleted = diesel::delete(own).execute(tx).await?;
    Ok(deleted > 0)
}

/// A quantity is at most 99 and fits.
fn small(quantity: Quantity) -> i16 {
    i16::try_from(quantity.get()).unwrap_or(i16::MAX)
}
