//! The decisions about orders.

use securecart_db::{
    Conn,
    orders::{OrderWork, complete_orders_any, list_work_any},
    shipments::ShippableOrder,
};
use securecart_domain::{
    OrderId,
    orders::{FulfilmentStatus, OrderStatus},
};
use securecart_dto::admin::{BulkOrderAction, BulkOrdersResult, SkippedOrder};
use serde_json::json;

use super::OrderError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
    shipments::ship_the_rest,
};

/// Lets every order that can take the step take it, and says of each other one why not.
pub(super) async fn bulk_update(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    ids: &[OrderId],
    action: BulkOrderAction,
) -> Result<BulkOrdersResult, OrderError> {
    let updated = match action {
        BulkOrderAction::Complete => complete(proof, tx, clock, ids).await?,
        BulkOrderAction::Ship => ship(proof, tx, clock, ids).await?,
    };
    let left: Vec<OrderId> = ids.iter().copied().filter(|id| !updated.contains(id)).collect();
    let work = list_work_any(tx, &left).await?;
    let skipped =
        left.into_iter().map(|id| SkippedOrder { id, reason: why_not(id, &work, action) }).collect();
    Ok(BulkOrdersResult { updated, skipped })
}

/// Sends the rest of those that have one.
async fn ship(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    ids: &[OrderId],
) -> Result<Vec<OrderId>, OrderError> {
    let orders = ship_the_rest(proof, tx, clock, ids).await?;
    Ok(orders.into_iter().filter(has_rest).map(|order| order.id).collect())
}

fn has_rest(order: &ShippableOrder) -> bool {
    order.lines.iter().any(|line| line.units.left() > 0)
}

/// Closes orders as done; nothing is left to do then, so their rest counts as sent.
async fn complete(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    ids: &[OrderId],
) -> Result<Vec<OrderId>, OrderError> {
    let now = clock.now();
    let before = ship_the_rest(proof, tx, clock, ids).await?;
    let done = complete_orders_any(tx, now, ids).await?;
    for id in &done {
        let marked = before
            .iter()
            .any(|order| order.id == *id && order.fulfilment_status != FulfilmentStatus::Fulfilled);
        let entry = Entry {
            event: "order_completed",
            object_kind: "order",
            object_key: id.to_string(),
            outcome: Outcome::Success,
            detail: json!({ "marked_shipped": marked }),
        };
        audit::record(tx, now, proof.actor(), entry).await?;
    }
    Ok(done)
}

fn why_not(id: OrderId, work: &[OrderWork], action: BulkOrderAction) -> String {
    let Some(order) = work.iter().find(|order| order.id == id) else {
        return "There is no such order.".to_owned();
    };
    match (action, order.status) {
        (BulkOrderAction::Ship, OrderStatus::Placed)
            if order.fulfilment_status == FulfilmentStatus::Fulfilled =>
        {
            "It has been shipped already.".to_owned()
        }
        (BulkOrderAction::Ship, OrderStatus::Placed) => "Everything of it has been refunded.".to_owned(),
        (BulkOrderAction::Complete, OrderStatus::Completed) => "It has been completed already.".to_owned(),
        (_, OrderStatus::NeedsReview) => "Its payment has to be looked at first.".to_owned(),
        (_, status) => format!("It is {status}."),
    }
}
