//! `GET /admin/roles`

use actix_web::{get, web::Json};
use securecart_db::accounts::roles;
use securecart_dto::{AdminPage, FieldError, Problem, catalog::ListQuery, roles::Role};

use super::role;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last role's name.
pub(crate) struct RolePage {
    after: Option<String>,
    limit: Limit,
}

impl TryFrom<ListQuery> for RolePage {
    type Error = Vec<FieldError>;

    fn try_from(query: ListQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// All roles, by name.
#[utoipa::path(tag = "roles", operation_id = "list_roles", security(("session" = ["read_roles"])),
    params(ListQuery), responses(
    (status = 200, description = "A page of roles and the number of all", body = AdminPage<Role>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/roles")]
pub(crate) async fn list_roles(
    _access: Allowed<perm::ReadRoles>,
    state: State,
    query: ValidQuery<ListQuery, RolePage>,
) -> Result<Json<AdminPage<Role>>, ApiError> {
    let RolePage { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let (found, total) = roles::list_roles(&mut conn, after.as_deref(), limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.name.clone());
    Ok(Json(AdminPage { items: found.into_iter().map(role).collect(), next_cursor, total }))
}
