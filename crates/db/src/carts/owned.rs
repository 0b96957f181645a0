//! The cart of an owner.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::CartId;

use crate::{Conn, DbError, accounts::Owner, schema::carts};

/// The cart of the owner, if there is one yet.
pub async fn find_cart_for_owner(conn: &mut Conn, owner: Owner) -> Result<Option<CartId>, DbError> {
    let id = match owner {
        Owner::Customer(id) => {
            carts::table.filter(carts::customer_id.eq(id)).select(carts::id).first(conn).await
        }
        Owner::Visitor(id) => {
            carts::table.filter(carts::visitor_id.eq(id)).select(carts::id).first(conn).await
        }
    };
    Ok(id.optional()?)
}

/// The cart of the owner, kept for this transaction alone until it ends.
pub async fn lock_cart_for_owner(tx: &mut Conn, owner: Owner) -> Result<Option<CartId>, DbError> {
    let id = match owner {
        Owner::Customer(id) => {
            let cart = carts::table.filter(carts::customer_id.eq(id)).select(carts::id);
            cart.for_update().first(tx).await
        }
        Owner::Visitor(id) => {
            let cart = carts::table.filter(carts::visitor_id.eq(id)).select(carts::id);
            cart.for_update().first(tx).await
        }
    };
    Ok(id.optional()?)
}

/// The cart of the owner, made with the id `fresh` if there is none; locked like [`lock_cart_for_owner`].
///
/// One statement, so that two first items at once make one cart and no error.
pub async fn touch_cart(
    tx: &mut Conn,
    now: DateTime<Utc>,
    fresh: CartId,
    owner: Owner,
) -> Result<CartId, DbError> {
    let times = (carts::created_at.eq(now), carts::updated_at.eq(now));
    let id = match owner {
        Owner::Customer(customer) => {
            diesel::insert_into(carts::table)
                .values((carts::id.eq(fresh), carts::customer_id.eq(customer), times))
                .on_conflict(carts::customer_id)
                .do_update()
                .set(carts::updated_at.eq(now))
                .returning(carts::id)
                .get_result(tx)
                .await
        }
        Owner::Visitor(visitor) => {
            diesel::insert_into(carts::table)
                .values((carts::id.eq(fresh), carts::visitor_id.eq(visitor), times))
                .on_conflict(carts::visitor_id)
                .do_update()
                .set(carts::updated_at.eq(now))
                .returning(carts::id)
                .get_result(tx)
                .await
        }
    };
    Ok(id?)
}
