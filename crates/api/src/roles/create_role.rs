//! `POST /admin/roles`

use actix_web::{CustomizeResponder, Responder as _, http::header, post};
use securecart_domain::{
    accounts::{Held, RoleName},
    catalog::PlainText,
};
use securecart_dto::{
    FieldError, Problem,
    roles::{NewRoleRequest, Role},
};

use super::{MAX_DESCRIPTION, role, service};
use crate::{
    auth::{Allowed, Fresh, perm},
    http::{ApiError, Valid, etag::Tagged, fields::Fields},
    state::State,
};

/// A role that keeps the rules.
pub(crate) struct RoleDraft {
    pub(super) name: RoleName,
    pub(super) description: PlainText,
    pub(super) permissions: Held,
    pub(super) requires_second_factor: bool,
}

impl TryFrom<NewRoleRequest> for RoleDraft {
    type Error = Vec<FieldError>;

    fn try_from(request: NewRoleRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = fields.take("/name", RoleName::parse(&request.name));
        let text = PlainText::optional_line(&request.description, MAX_DESCRIPTION);
        let description = fields.take("/description", text);
        if request.permissions.is_empty() {
            fields.add("/permissions", "invalid", "Choose at least one permission.");
        }
        match (name, description, fields.finish()) {
            (Some(name), Some(description), Ok(())) => {
                let NewRoleRequest { permissions, requires_second_factor, .. } = request;
                Ok(Self { name, description, permissions, requires_second_factor })
            }
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Make a role.
///
/// Nobody can put a permission into it that they do not hold.
#[utoipa::path(tag = "roles", operation_id = "create_role", security(("session" = ["write_roles"])),
    request_body = NewRoleRequest, responses(
    (status = 201, description = "The new role", body = Role),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/roles")]
pub(crate) async fn create_role(
    access: Allowed<perm::WriteRoles>,
    _fresh: Fresh,
    state: State,
    body: Valid<NewRoleRequest, RoleDraft>,
) -> Result<CustomizeResponder<Tagged<Role>>, ApiError> {
    let draft = body.into_inner();
    let made = state
        .db
        .transaction(async |tx| service::create_role(&access, tx, &state.clock, &draft).await)
        .await?;
    let (location, version) = (format!("/api/v1/admin/roles/{}", made.id), made.version);
    let created = Tagged::new(role(made), version).customize();
    Ok(created.with_status(actix_web::http::StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
