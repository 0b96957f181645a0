//! What someone wants to put into a cart, as the shop offers it now.

use diesel::{
    OptionalExtension, QueryableByName,
    sql_types::{BigInt, Integer, Nullable, SmallInt, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, ProductId, VariantId};

use crate::{Conn, DbError};

/// What to put into the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A product, which stands for its only variant.
    Product(ProductId),
    /// A variant.
    Variant(VariantId),
}

/// A variant on offer, seen from one cart.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The variant; the first one if a product with several was named.
    pub variant_id: VariantId,
    /// The product's name.
    pub name: String,
    /// The variant's title; empty if there is no choice.
    pub variant_title: String,
    /// How many variants the product has.
    pub variants: u32,
    /// Units that this cart could have of it, those that its own open checkout holds included.
    pub available: u32,
    /// Units that are in the cart already.
    pub in_cart: u16,
    /// Lines of the cart.
    pub lines: u32,
}

#[derive(QueryableByName)]
struct OfferRow {
    #[diesel(sql_type = Uuid)]
    variant_id: VariantId,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = BigInt)]
    variants: i64,
    #[diesel(sql_type = Integer)]
    available: i32,
    #[diesel(sql_type = SmallInt)]
    in_cart: i16,
    #[diesel(sql_type = BigInt)]
    lines: i64,
}

const OFFER: &str = "\
SELECT v.id AS variant_id, p.name, v.title,
  (SELECT count(*) FROM product_variants other WHERE other.product_id = p.id) AS variants,
  greatest(0, s.on_hand - s.reserved + coalesce((
    SELECT sum(h.quantity) FROM stock_holds h JOIN checkouts c ON c.id = h.checkout_id
    WHERE h.variant_id = v.id AND h.status = 'active' AND c.cart_id = $1 AND c.status = 'open'), 0))::int4 AS available,
  coalesce((SELECT l.quantity FROM cart_lines l WHERE l.cart_id = $1 AND l.variant_id = v.id), 0::int2) AS in_cart,
  (SELECT count(*) FROM cart_lines l WHERE l.cart_id = $1) AS lines
FROM product_variants v
JOIN products p ON p.id = v.product_id
JOIN stock_levels s ON s.variant_id = v.id
WHERE p.status = 'active' AND (v.id = $2 OR v.product_id = $3)
ORDER BY v.position LIMIT 1";

/// What the shop offers of it; `None` if it does not sell that.
pub async fn find_offer(conn: &mut Conn, cart: CartId, wanted: Wanted) -> Result<Option<Offer>, DbError> {
    let (variant, product) = match wanted {
        Wanted::Variant(id) => (Some(id), None),
        Wanted::Product(id) => (None, Some(id)),
    };
    let row: Option<OfferRow> = diesel::sql_query(OFFER)
        .bind::<Uuid, _>(cart)
        .bind::<Nullable<Uuid>, _>(variant)
        .bind::<Nullable<Uuid>, _>(product)
        .get_result(conn)
        .await
        .optional()?;
    Ok(row.map(Offer::from))
}

impl From<OfferRow> for Offer {
    /// The numbers are counts and checked columns; the fallbacks are never taken.
    fn from(row: OfferRow) -> Self {
        Self {
            variant_id: row.variant_id,
            name: row.name,
            variant_title: row.title,
            variants: u32::try_from(row.variants).unwrap_or(u32::MAX),
            available: u32::try_from(row.available).unwrap_or(0),
            in_cart: u16::try_from(row.in_cart).unwrap_or(0),
            lines: u32::try_from(row.lines).unwrap_or(u32::MAX),
        }
    }
}
