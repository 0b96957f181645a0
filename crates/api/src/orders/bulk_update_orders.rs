//! `POST /admin/orders/bulk`

use std::collections::HashSet;

use actix_web::{post, web::Json};
use securecart_domain::OrderId;
use securecart_dto::{
    FieldError, Problem,
    admin::{BulkOrderAction, BulkOrdersRequest, BulkOrdersResult},
};

use super::service;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, Valid},
    state::State,
};

/// The most orders in one call.
const MOST: usize = 100;

/// A step for 1 to 100 orders, each once.
pub(crate) struct BulkStep {
    ids: Vec<OrderId>,
    action: BulkOrderAction,
}

impl TryFrom<BulkOrdersRequest> for BulkStep {
    type Error = Vec<FieldError>;

    fn try_from(request: BulkOrdersRequest) -> Result<Self, Vec<FieldError>> {
        let refused = |detail: &str| Err(vec![FieldError::new("/ids", "invalid", detail)]);
        if request.ids.is_empty() || request.ids.len() > MOST {
            return refused("Name 1 to 100 orders.");
        }
        let different: HashSet<_> = request.ids.iter().collect();
        if different.len() != request.ids.len() {
            return refused("Name each order once.");
        }
        Ok(Self { ids: request.ids, action: request.action })
    }
}

/// Mark several orders at once.
///
/// Orders that can not take the step are left as they are and named with the reason. Completing means that nothing is
/// left to do, so it also marks an order as shipped that was not.
#[utoipa::path(tag = "orders", operation_id = "bulk_update_orders", security(("session" = ["write_orders"])),
    request_body = BulkOrdersRequest, responses(
    (status = 200, description = "What became of each order", body = BulkOrdersResult),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/orders/bulk")]
pub(crate) async fn bulk_update_orders(
    access: Allowed<perm::WriteOrders>,
    state: State,
    body: Valid<BulkOrdersRequest, BulkStep>,
) -> Result<Json<BulkOrdersResult>, ApiError> {
    let BulkStep { ids, action } = body.into_inner();
    let result = state
        .db
        .transaction(async |tx| service::bulk_update(&access, tx, &state.clock, &ids, action).await)
        .await?;
    Ok(Json(result))
}
