//! `GET /admin/permissions`

use actix_web::{get, web::Json};
use securecart_domain::Permission;
use securecart_dto::{FieldError, Page, Problem, catalog::ListQuery, roles::PermissionInfo};

use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
};

/// A page that keeps the rules; the cursor is the last permission's place.
pub(crate) struct PermissionPage {
    after: Option<usize>,
    limit: Limit,
}

impl TryFrom<ListQuery> for PermissionPage {
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

/// Everything that a role can allow, in plain English.
#[utoipa::path(tag = "roles", operation_id = "list_permissions", security(("session" = ["read_roles"])),
    params(ListQuery), responses(
    (status = 200, description = "A page of permissions; those of an area stand together", body = Page<PermissionInfo>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/permissions")]
pub(crate) async fn list_permissions(
    _access: Allowed<perm::ReadRoles>,
    query: ValidQuery<ListQuery, PermissionPage>,
) -> Result<Json<Page<PermissionInfo>>, ApiError> {
    let PermissionPage { after, limit } = query.into_inner();
    let start = after.map_or(0, |place| place.saturating_add(1));
    let most = usize::try_from(limit.get()).unwrap_or(0).saturating_add(1);
    let found: Vec<_> = Permission::ALL.iter().copied().enumerate().skip(start).take(most).collect();
    let (found, next_cursor) = limit.cut(found, |(place, _)| *place);
    let items = found.into_iter().map(|(_, permission)| info(permission)).collect();
    Ok(Json(Page { items, next_cursor }))
}

fn info(permission: Permission) -> PermissionInfo {
    PermissionInfo {
        name: permission,
        area: permission.area().to_owned(),
        label: permission.label().to_owned(),
        description: permission.description().to_owned(),
    }
}
