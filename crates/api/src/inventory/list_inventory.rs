//! `GET /admin/inventory`

use actix_web::{get, web::Json};
use securecart_db::stock::{self, LevelFilter};
use securecart_domain::{VariantId, catalog::PlainText};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    inventory::{InventoryLevel, InventoryQuery},
};

use super::answers::level;
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

/// A page that keeps the rules; the cursor is the last variant's id.
pub(crate) struct LevelPage {
    filter: LevelFilter,
    after: Option<VariantId>,
    limit: Limit,
}

impl TryFrom<InventoryQuery> for LevelPage {
    type Error = Vec<FieldError>;

    fn try_from(query: InventoryQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let text = query.q.as_deref().map(|text| PlainText::optional_line(text, MAX_TEXT));
        let text = fields.take_optional("?q", text);
        match (limit, after, text) {
            (Some(limit), Some(after), Some(text)) => {
                let text = text.map(|text| text.as_str().to_owned()).filter(|text| !text.is_empty());
                Ok(Self { filter: LevelFilter { text, state: query.state }, after, limit })
            }
            _ => Err(fields.into_errors()),
        }
    }
}

/// The stock of all variants, newest first.
#[utoipa::path(tag = "inventory", operation_id = "list_inventory", security(("session" = ["read_inventory"])),
    params(InventoryQuery), responses(
    (status = 200, description = "A page of levels and the number of all that fit", body = AdminPage<InventoryLevel>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/inventory")]
pub(crate) async fn list_inventory(
    _access: Allowed<perm::ReadInventory>,
    state: State,
    query: ValidQuery<InventoryQuery, LevelPage>,
) -> Result<Json<AdminPage<InventoryLevel>>, ApiError> {
    let LevelPage { filter, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = stock::list_levels_any(&mut conn, &filter, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.item.variant_id);
    Ok(Json(AdminPage { items: found.into_iter().map(level).collect(), next_cursor, total }))
}
