//! `GET /admin/inventory/movements`

use actix_web::{get, web::Json};
use securecart_db::stock::{self, MovementFilter};
use securecart_domain::MovementId;
use securecart_dto::{
    AdminPage, FieldError, Problem,
    inventory::{MovementQuery, StockMovement},
};

use super::answers::movement;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last entry's id.
pub(crate) struct MovementPage {
    filter: MovementFilter,
    after: Option<MovementId>,
    limit: Limit,
}

impl TryFrom<MovementQuery> for MovementPage {
    type Error = Vec<FieldError>;

    fn try_from(query: MovementQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => {
                let filter = MovementFilter { variant: query.variant, kind: query.kind };
                Ok(Self { filter, after, limit })
            }
            _ => Err(fields.into_errors()),
        }
    }
}

/// The ledger, newest first.
#[utoipa::path(tag = "inventory", operation_id = "list_stock_movements", security(("session" = ["read_inventory"])),
    params(MovementQuery), responses(
    (status = 200, description = "A page and the number of all that fit", body = AdminPage<StockMovement>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/inventory/movements")]
pub(crate) async fn list_stock_movements(
    _access: Allowed<perm::ReadInventory>,
    state: State,
    query: ValidQuery<MovementQuery, MovementPage>,
) -> Result<Json<AdminPage<StockMovement>>, ApiError> {
    let MovementPage { filter, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = stock::list_movements_any(&mut conn, filter, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(AdminPage { items: found.into_iter().map(movement).collect(), next_cursor, total }))
}
