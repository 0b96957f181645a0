//! `GET /admin/inventory/reservations`

use actix_web::{get, web::Json};
use securecart_db::stock::list_reservations_any;
use securecart_domain::{HoldId, VariantId};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    inventory::{ReservationQuery, StockReservation},
};

use super::answers::reservation;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last reservation's id.
pub(crate) struct ReservationPage {
    variant: Option<VariantId>,
    after: Option<HoldId>,
    limit: Limit,
}

impl TryFrom<ReservationQuery> for ReservationPage {
    type Error = Vec<FieldError>;

    fn try_from(query: ReservationQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { variant: query.variant, after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// What open checkouts keep, newest first.
#[utoipa::path(tag = "inventory", operation_id = "list_stock_reservations", security(("session" = ["read_inventory"])),
    params(ReservationQuery), responses(
    (status = 200, description = "A page and the number of all that fit", body = AdminPage<StockReservation>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/inventory/reservations")]
pub(crate) async fn list_stock_reservations(
    _access: Allowed<perm::ReadInventory>,
    state: State,
    query: ValidQuery<ReservationQuery, ReservationPage>,
) -> Result<Json<AdminPage<StockReservation>>, ApiError> {
    let ReservationPage { variant, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = list_reservations_any(&mut conn, variant, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(AdminPage { items: found.into_iter().map(reservation).collect(), next_cursor, total }))
}
