//! The lines of a cart with today's prices and stock.

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Bool, Integer, Nullable, SmallInt, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, CartLineId, CouponId, Money, ProductId, VariantId, cart::Quantity};

use crate::{
    Conn, DbError,
    coupons::{CouponOnCart, find_coupon_on_cart},
    stored::Place,
};

/// One line of a cart and what the shop says of it now.
#[derive(Clone, Debug)]
pub struct CartLineRecord {
    /// The line.
    pub id: CartLineId,
    /// The product.
    pub product_id: ProductId,
    /// The product's place in addresses.
    pub product_slug: String,
    /// The variant.
    pub variant_id: VariantId,
    /// The product's name.
    pub name: String,
    /// The variant's title; empty if there is no choice.
    pub variant_title: String,
    /// The variant's SKU.
    pub sku: Option<String>,
    /// A picture: of the variant if there is one, else of the product.
    pub image_url: Option<String>,
    /// The price of one unit.
    pub unit_price: Money,
    /// What it was when it was put in or agreed to; none for lines that are older than this is remembered.
    pub seen_price: Option<Money>,
    /// Units in the cart.
    pub quantity: Quantity,
    /// Units that this cart could have, those that its own open checkout holds included.
    pub available: u32,
    /// Whether the shop still sells it.
    pub sold: bool,
    /// Whether the coupon of the cart covers it; false without a coupon.
    pub covered: bool,
}

#[derive(QueryableByName)]
struct LineRow {
    #[diesel(sql_type = Uuid)]
    id: CartLineId,
    #[diesel(sql_type = Uuid)]
    product_id: ProductId,
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = Uuid)]
    variant_id: VariantId,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Nullable<Text>)]
    sku: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    image_url: Option<String>,
    #[diesel(sql_type = BigInt)]
    price_minor: i64,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    seen_price_minor: Option<i64>,
    #[diesel(sql_type = Text)]
    seen_currency: String,
    #[diesel(sql_type = SmallInt)]
    quantity: i16,
    #[diesel(sql_type = Integer)]
    available: i32,
    #[diesel(sql_type = Bool)]
    sold: bool,
    #[diesel(sql_type = Nullable<Uuid>)]
    coupon_id: Option<CouponId>,
    #[diesel(sql_type = Bool)]
    covered: bool,
}

const LINES: &str = "\
SELECT l.id, p.id AS product_id, p.slug, v.id AS variant_id, p.name, v.title, v.sku, v.price_minor,
  v.currency::text AS currency, l.seen_price_minor, l.currency::text AS seen_currency, l.quantity, p.status = 'active' AS sold,
  (SELECT i.url FROM product_images i WHERE i.product_id = p.id AND i.url IS NOT NULL
   ORDER BY i.id = v.image_id DESC NULLS LAST, i.position
   LIMIT 1) AS image_url,
  greatest(0, coalesce(s.on_hand - s.reserved, 0) + coalesce((
    SELECT sum(h.quantity) FROM stock_holds h JOIN checkouts c ON c.id = h.checkout_id
    WHERE h.variant_id = v.id AND h.status = 'active' AND c.cart_id = l.cart_id AND c.status = 'open'), 0))::int4
    AS available,
  cp.id AS coupon_id,
  cp.id IS NOT NULL AND (cp.covers_all
    OR EXISTS (SELECT 1 FROM coupon_products x WHERE x.coupon_id = cp.id AND x.product_id = p.id)
    OR EXISTS (
      WITH RECURSIVE above (id, parent_id) AS (
        SELECT c.id, c.parent_id FROM categories c WHERE c.id = p.category_id
        UNION SELECT c.id, c.parent_id FROM categories c JOIN above a ON c.id = a.parent_id)
      SELECT 1 FROM above a JOIN coupon_categories x ON x.category_id = a.id WHERE x.coupon_id = cp.id)) AS covered
FROM cart_lines l
JOIN carts ON carts.id = l.cart_id
JOIN product_variants v ON v.id = l.variant_id
JOIN products p ON p.id = v.product_id
LEFT JOIN stock_levels s ON s.variant_id = v.id
LEFT JOIN coupons cp ON cp.id = carts.coupon_id
WHERE l.cart_id = $1
ORDER BY l.created_at, l.id";

/// What is in a cart.
#[derive(Clone, Debug, Default)]
pub struct CartView {
    /// Its lines, oldest first.
    pub lines: Vec<CartLineRecord>,
    /// The coupon on it, with how often that was used. None on a cart without lines.
    pub coupon: Option<CouponOnCart>,
}

/// The lines of a cart and its coupon; one statement, and another one if there is a coupon.
pub async fn view_cart(conn: &mut Conn, cart: CartId) -> Result<CartView, DbError> {
    let rows: Vec<LineRow> = diesel::sql_query(LINES).bind::<Uuid, _>(cart).load(conn).await?;
    let coupon = match rows.iter().find_map(|row| row.coupon_id) {
        Some(_) => find_coupon_on_cart(conn, cart).await?,
        None => None,
    };
    let lines = rows.into_iter().map(CartLineRecord::try_from).collect::<Result<_, _>>()?;
    Ok(CartView { lines, coupon })
}

impl TryFrom<LineRow> for CartLineRecord {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        let place = Place { table: "cart_lines", id: row.id };
        Ok(Self {
            id: row.id,
            product_id: row.product_id,
            product_slug: row.slug,
            variant_id: row.variant_id,
            name: row.name,
            variant_title: row.title,
            sku: row.sku,
            image_url: row.image_url,
            unit_price: place.money(row.price_minor, &row.currency)?,
            seen_price: row
                .seen_price_minor
                .map(|minor| place.money(minor, &row.seen_currency))
                .transpose()?,
            quantity: place.quantity(row.quantity)?,
            available: u32::try_from(row.available).unwrap_or(0),
            sold: row.sold,
            covered: row.covered,
        })
    }
}
