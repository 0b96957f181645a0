//! What was bought leaves the cart.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl,
    sql_types::{Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, OrderId};

use crate::{Conn, DbError, schema::carts};

const REMOVE: &str = "\
DELETE FROM cart_lines l USING order_lines o
WHERE l.cart_id = $1 AND o.order_id = $2 AND o.variant_id = l.variant_id AND l.quantity <= o.quantity";

const LOWER: &str = "\
UPDATE cart_lines l SET quantity = l.quantity - o.quantity, updated_at = $3 FROM order_lines o
WHERE l.cart_id = $1 AND o.order_id = $2 AND o.variant_id = l.variant_id AND l.quantity > o.quantity";

/// Takes the quantities of an order out of the cart it was made of; what was added since stays.
pub async fn take_bought_lines_out(
    tx: &mut Conn,
    now: DateTime<Utc>,
    cart: CartId,
    order: OrderId,
) -> Result<(), DbError> {
    let lock = carts::table.filter(carts::id.eq(cart)).select(carts::id).for_update();
    let there: Option<CartId> = lock.first(tx).await.optional()?;
    if there.is_none() {
        return Ok(());
    }
    // Lowering first would let the removal see the lowered numbers.
    diesel::sql_query(REMOVE).bind::<Uuid, _>(cart).bind::<Uuid, _>(order).execute(tx).await?;
    diesel::sql_query(LOWER)
        .bind::<Uuid, _>(cart)
        .bind::<Uuid, _>(order)
        .bind::<Timestamptz, _>(now)
        .execute(tx)
        .await?;
    Ok(())
}
