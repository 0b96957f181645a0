//! The decisions about orders.

use securecart_db::{
    Conn,
    orders::{OrderWork, complete_orders_any, list_work_any, ship_orders_any},
};
use securecart_domain::{
    OrderId,
    orders::{FulfilmentStatus, OrderStatus},
};
use securecart_dto::admin::{BulkOrderAction, BulkOrdersResult, SkippedOrder};
use serde_json::{Value, json};

use super::OrderError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
};

/// Lets every order that can take the step take it, and says of each other one why not.
pub(super) async fn bulk_update(
    proof: &Allowed<perm::WriteOrders>,
    tx: &mut Conn,
    clock: &Clock,
    ids: &[OrderId],
    action: BulkOrderAction,
) -> Result<BulkOrdersResult, OrderError> {
    let now = clock.now();
    let steps: Vec<(OrderId, Value)> = match action {
        BulkOrderAction::Complete => {
            let done = complete_orders_any(tx, now, ids).await?;
            done.into_iter().map(|order| (order.id, json!({"marked_shipped": order.marked_sent}))).collect()
        }
        BulkOrderAction::Ship => {
            ship_orders_any(tx, now, ids).await?.into_iter().map(|id| (id, json!({}))).collect()
        }
    };
    let mut updated = Vec::new();
    for (id, detail) in steps {
        audit::record(tx, now, proof.actor(), entry(action, id, detail)).await?;
        updated.push(id);
    }
    let left: Vec<OrderId> = ids.iter().copied().filter(|id| !updated.contains(id)).collect();
    let work = list_work_any(tx, &left).await?;
    let skipped =
        left.into_iter().map(|id| SkippedOrder { id, reason: why_not(id, &work, action) }).collect();
    Ok(BulkOrdersResult { updated, skipped })
}

fn entry(action: BulkOrderAction, id: OrderId, detail: Value) -> Entry {
    let event = match action {
        BulkOrderAction::Complete => "order_completed",
        BulkOrderAction::Ship => "order_shipped",
    };
    Entry { event, object_kind: "order", object_key: id.to_string(), outcome: Outcome::Success, detail }
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
        (BulkOrderAction::Complete, OrderStatus::Completed) => "It has been completed already.".to_owned(),
        (_, OrderStatus::NeedsReview) => "Its payment has to be looked at first.".to_owned(),
        (_, status) => format!("It is {status}."),
    }
}
