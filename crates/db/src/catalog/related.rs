//! What goes with a product: bought together with it, and next to it on the shelf.

use diesel::{
    ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{BigInt, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::ProductId;

use super::{
    ProductCard,
    likeness::is_active,
    summaries::{self, CardRow},
};
use crate::{
    Conn, DbError,
    schema::{categories, products},
};

/// What was bought together is counted in the newest two hundred orders of the product, so that the best seller of a large
/// shop costs no more than any other; it takes two orders, so that one says nothing of who placed it. What is left is
/// filled with what sells best in the category.
const RELATED: &str = "\
WITH recent AS MATERIALIZED (
  SELECT order_id FROM order_lines WHERE product_id = $1 ORDER BY order_id DESC LIMIT 200
), together AS (
  SELECT l.product_id AS id, count(DISTINCT l.order_id) AS times
  FROM recent JOIN orders o ON o.id = recent.order_id AND o.status IN ('placed', 'completed')
    JOIN order_lines l ON l.order_id = recent.order_id AND l.product_id <> $1
    JOIN product_shelf s ON s.product_id = l.product_id AND s.shown
  GROUP BY l.product_id HAVING count(DISTINCT l.order_id) >= 2
  ORDER BY times DESC, l.product_id DESC LIMIT $2
), beside AS (
  SELECT s.product_id AS id, s.sold FROM product_shelf s
  WHERE s.shown AND s.category_id = (SELECT category_id FROM products WHERE id = $1) AND s.product_id <> $1
  ORDER BY s.sold DESC, s.product_id DESC LIMIT 2 * $2
)
SELECT id FROM (
  SELECT id, times, NULL::bigint AS sold FROM together
  UNION ALL SELECT id, 0, sold FROM beside WHERE id NOT IN (SELECT id FROM together)
) found ORDER BY times DESC, sold DESC NULLS FIRST, id DESC LIMIT $2";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Uuid)]
    id: ProductId,
}

/// What goes with a product, the closest first, at most `limit`. In two statements.
pub async fn list_related_products(
    conn: &mut Conn,
    product: ProductId,
    limit: i64,
) -> Result<Vec<ProductCard>, DbError> {
    let found: Vec<Found> =
        diesel::sql_query(RELATED).bind::<Uuid, _>(product).bind::<BigInt, _>(limit).load(conn).await?;
    let ids: Vec<ProductId> = found.into_iter().map(|row| row.id).collect();
    list_cards(conn, &ids).await
}

/// The cards of these products in that order; those that shoppers do not see are left out.
pub async fn list_cards(conn: &mut Conn, ids: &[ProductId]) -> Result<Vec<ProductCard>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<CardRow> = products::table
        .left_join(categories::table)
        .filter(products::id.eq_any(ids))
        .filter(is_active())
        .select(summaries::columns())
        .load(conn)
        .await?;
    let mut cards = rows.into_iter().map(CardRow::into_card).collect::<Result<Vec<_>, _>>()?;
    cards.sort_by_key(|card| ids.iter().position(|id| *id == card.id));
    Ok(cards)
}
