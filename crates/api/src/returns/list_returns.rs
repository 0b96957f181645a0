//! `GET /admin/returns`

use actix_web::{get, web::Json};
use securecart_db::returns::{OpenReturn, ReturnFilter, count_returns_any, list_open_returns_any};
use securecart_domain::ReturnId;
use securecart_dto::{
    AdminPage, FieldError, Problem,
    returns::{AdminReturn, AdminReturnQuery},
};
use securecart_keys::KeyError;

use super::order_return;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    keys::Keys,
    state::State,
};

/// A list that keeps the rules.
pub(crate) struct ReturnListing {
    filter: ReturnFilter,
    after: Option<ReturnId>,
    limit: Limit,
}

impl TryFrom<AdminReturnQuery> for ReturnListing {
    type Error = Vec<FieldError>;

    fn try_from(query: AdminReturnQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let filter = ReturnFilter { status: query.status };
        match (limit, after, fields.finish()) {
            (Some(limit), Some(after), Ok(())) => Ok(Self { filter, after, limit }),
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Returns of all orders, longest waiting first.
///
/// Without a state those that the shop has something to do for.
#[utoipa::path(tag = "returns", operation_id = "list_returns", security(("session" = ["read_orders"])),
    params(AdminReturnQuery), responses(
    (status = 200, description = "A page of returns and the number of all", body = AdminPage<AdminReturn>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/returns")]
pub(crate) async fn list_returns(
    _access: Allowed<perm::ReadOrders>,
    state: State,
    query: ValidQuery<AdminReturnQuery, ReturnListing>,
) -> Result<Json<AdminPage<AdminReturn>>, ApiError> {
    let ReturnListing { filter, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let found = list_open_returns_any(&mut conn, filter, after, limit.get() + 1).await?;
    let total = count_returns_any(&mut conn, filter).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.record.id);
    let items = found.into_iter().map(|found| listed(&state.keys, found)).collect::<Result<_, _>>()?;
    Ok(Json(AdminPage { items, next_cursor, total }))
}

fn listed(keys: &Keys, found: OpenReturn) -> Result<AdminReturn, KeyError> {
    Ok(AdminReturn {
        order_id: found.record.order_id,
        order_number: found.order_number,
        details: order_return(keys, found.record)?,
    })
}
