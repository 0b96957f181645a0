//! `POST /me/orders/{order}/reorder`

use actix_web::{post, web::Json};
use securecart_db::{
    Conn,
    orders::{OrderLineRecord, find_order_for_customer},
};
use securecart_domain::OrderId;
use securecart_dto::{
    Problem,
    orders::{LeftOutOfCart, Reordered},
};

use super::OrderError;
use crate::{
    adapters::clock::Clock,
    auth::SignedIn,
    cart::{Before, CartContents, LeftOut, refill},
    http::{ApiError, path::PathId},
    state::State,
};

/// Put what I bought into my cart again.
///
/// At today's prices, beside what lies in the cart already. What is not sold any more, or not in that number, is left
/// out and named.
#[utoipa::path(tag = "orders", operation_id = "reorder", security(("session" = [])), params(("order" = OrderId, Path)), responses(
    (status = 200, description = "The cart, and what could not be put into it", body = Reordered),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/orders/{order}/reorder")]
pub(crate) async fn reorder(
    access: SignedIn,
    path: PathId<OrderId>,
    state: State,
) -> Result<Json<Reordered>, ApiError> {
    let (id, clock) = (path.into_inner(), &state.clock);
    let (contents, left_out) =
        state.db.transaction(async |tx| put_again(&access, tx, clock, id).await).await?;
    Ok(Json(Reordered {
        cart: contents.into_cart(state.config.shop.currency, clock.now())?,
        left_out: left_out.into_iter().map(told).collect(),
    }))
}

async fn put_again(
    proof: &SignedIn,
    tx: &mut Conn,
    clock: &Clock,
    id: OrderId,
) -> Result<(CartContents, Vec<LeftOut>), OrderError> {
    let order = find_order_for_customer(tx, proof.user_id(), id).await?.ok_or(OrderError::NotFound)?;
    let before = order.lines.into_iter().map(bought).collect();
    Ok(refill(tx, clock, proof.actor(), proof.owner(), before).await?)
}

fn bought(line: OrderLineRecord) -> Before {
    Before {
        variant: line.variant_id,
        name: line.name,
        variant_title: line.variant_title,
        quantity: line.quantity,
    }
}

fn told(left: LeftOut) -> LeftOutOfCart {
    LeftOutOfCart {
        variant_id: left.before.variant,
        name: left.before.name,
        variant_title: left.before.variant_title,
        quantity: left.units,
        detail: left.detail,
    }
}
