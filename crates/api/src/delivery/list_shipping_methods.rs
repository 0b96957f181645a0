//! `GET /admin/shipping-methods`

use actix_web::{get, web::Json};
use securecart_db::delivery::list_methods;
use securecart_dto::{Page, Problem, delivery::ShippingMethod};

use super::shipping_method;
use crate::{
    auth::{Allowed, perm},
    http::ApiError,
    state::State,
};

/// All shipping methods, in the order in which shoppers see them.
#[utoipa::path(tag = "delivery", operation_id = "list_shipping_methods", security(("session" = ["read_settings"])), responses(
    (status = 200, description = "All of them; a shop has at most fifty", body = Page<ShippingMethod>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/shipping-methods")]
pub(crate) async fn list_shipping_methods(
    _access: Allowed<perm::ReadSettings>,
    state: State,
) -> Result<Json<Page<ShippingMethod>>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = list_methods(&mut conn).await?;
    Ok(Json(Page { items: found.into_iter().map(shipping_method).collect(), next_cursor: None }))
}
