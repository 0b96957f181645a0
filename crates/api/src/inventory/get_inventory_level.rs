//! `GET /admin/inventory/{variant}`

use actix_web::get;
use securecart_db::stock::find_level_any;
use securecart_domain::VariantId;
use securecart_dto::{Problem, inventory::InventoryLevel};

use super::answers::level;
use crate::{
    auth::{Allowed, perm},
    http::{ApiError, etag::Tagged, path::PathId},
    state::State,
};

/// The stock of one variant.
#[utoipa::path(tag = "inventory", operation_id = "get_inventory_level", security(("session" = ["read_inventory"])),
    params(("variant" = VariantId, Path)), responses(
    (status = 200, description = "Its stock; the ETag is what a change of thresholds needs as If-Match", body = InventoryLevel),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/inventory/{variant}")]
pub(crate) async fn get_inventory_level(
    _access: Allowed<perm::ReadInventory>,
    path: PathId<VariantId>,
    state: State,
) -> Result<Tagged<InventoryLevel>, ApiError> {
    let mut conn = state.db.connection().await?;
    let found = find_level_any(&mut conn, path.into_inner()).await?.ok_or_else(ApiError::not_found)?;
    let version = found.version;
    Ok(Tagged::new(level(found), version))
}
