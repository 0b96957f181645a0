//! `GET /admin/coupons`

use actix_web::{get, web::Json};
use securecart_db::coupons::{self, CouponFilter};
use securecart_domain::{CouponId, catalog::PlainText};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    coupons::{Coupon, CouponQuery},
};

use super::coupon;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// The longest text to look for in characters.
const MAX_TEXT: usize = 200;

/// A page that keeps the rules; the cursor is the last coupon's id.
pub(crate) struct CouponPage {
    filter: CouponFilter,
    after: Option<CouponId>,
    limit: Limit,
}

impl TryFrom<CouponQuery> for CouponPage {
    type Error = Vec<FieldError>;

    fn try_from(query: CouponQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let text = query.q.as_deref().map(|text| PlainText::optional_line(text, MAX_TEXT));
        let text = fields.take_optional("?q", text);
        match (limit, after, text) {
            (Some(limit), Some(after), Some(text)) => {
                let text = text.map(|text| text.as_str().to_owned()).filter(|text| !text.is_empty());
                Ok(Self { filter: CouponFilter { text, active: query.active }, after, limit })
            }
            _ => Err(fields.into_errors()),
        }
    }
}

/// Coupons, newest first.
#[utoipa::path(tag = "coupons", operation_id = "list_coupons", security(("session" = ["read_coupons"])),
    params(CouponQuery), responses(
    (status = 200, description = "A page of coupons and the number of all that fit", body = AdminPage<Coupon>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/coupons")]
pub(crate) async fn list_coupons(
    _access: Allowed<perm::ReadCoupons>,
    state: State,
    query: ValidQuery<CouponQuery, CouponPage>,
) -> Result<Json<AdminPage<Coupon>>, ApiError> {
    let CouponPage { filter, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = coupons::list_coupons(&mut conn, &filter, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(AdminPage { items: found.into_iter().map(coupon).collect(), next_cursor, total }))
}
