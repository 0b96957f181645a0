//! What comes back, and its money, never more than was sent.

mod asking;
mod racing;
mod taking_back;

use serde_json::{Value, json};

use crate::{
    refunds::{Sold, sold},
    shipments::{of, ship},
    support::{Answer, Client},
};

/// A shop that has sent Ann units of a mug.
pub(crate) async fn sent(units: i64) -> Sold {
    let shop = sold(units).await;
    assert_eq!(ship(&shop.clerk, &shop.order, of(&shop.line, units)).await.status, 201);
    shop
}

/// Asks to send units of a line back.
pub(crate) async fn ask(client: &Client, order: &str, line: &str, units: i64) -> Answer {
    let body =
        json!({"lines": [{"line_id": line, "quantity": units}], "reason": "damaged", "note": "A crack."});
    client.post(&format!("/api/v1/me/orders/{order}/returns"), body).await
}

/// Takes a step with a return.
pub(crate) async fn act(clerk: &Client, order: &str, id: &Value, step: &str, body: Value) -> Answer {
    let id = id.as_str().unwrap();
    clerk.post(&format!("/api/v1/admin/orders/{order}/returns/{id}/{step}"), body).await
}
