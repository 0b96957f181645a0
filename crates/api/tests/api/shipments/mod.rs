//! What is sent, in parts, and never more than there is to send.

mod racing;
mod sending;

use serde_json::{Value, json};

use crate::support::{Answer, Client};

/// Units of one line, with nothing said about how they are followed.
pub(crate) fn of(line: &str, units: i64) -> Value {
    json!({"lines": [{"line_id": line, "quantity": units}]})
}

pub(crate) async fn ship(clerk: &Client, order: &str, body: Value) -> Answer {
    clerk.post(&format!("/api/v1/admin/orders/{order}/shipments"), body).await
}

pub(crate) async fn ship_the_rest(clerk: &Client, order: &str) -> Answer {
    clerk.post("/api/v1/admin/orders/bulk", json!({"ids": [order], "action": "ship"})).await
}
