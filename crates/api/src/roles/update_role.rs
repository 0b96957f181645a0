//! `PATCH /admin/roles/{role}`

use actix_session::Session;
use actix_web::patch;
use securecart_db::accounts::roles::RoleRecord;
use securecart_domain::{
    RoleId,
    accounts::{Held, RoleName},
    catalog::PlainText,
};
use securecart_dto::{
    FieldError, Problem,
    roles::{Role, UpdateRoleRequest},
};

use super::{MAX_DESCRIPTION, role, service};
use crate::{
    auth::{
        Allowed, Fresh, perm,
        session::{self, Renewal},
    },
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        fields::Fields,
        path::PathId,
    },
    state::State,
};

/// Changes that keep the rules.
pub(crate) struct RoleEdit {
    name: Option<RoleName>,
    description: Option<PlainText>,
    permissions: Option<Held>,
    requires_second_factor: Option<bool>,
}

impl RoleEdit {
    /// The role as it would be.
    pub(super) fn applied_to(&self, role: &RoleRecord) -> RoleRecord {
        let mut after = role.clone();
        if let Some(name) = &self.name {
            name.as_str().clone_into(&mut after.name);
        }
        if let Some(description) = &self.description {
            description.as_str().clone_into(&mut after.description);
        }
        if let Some(permissions) = &self.permissions {
            after.permissions.clone_from(permissions);
        }
        after.requires_second_factor = self.requires_second_factor.unwrap_or(role.requires_second_factor);
        after
    }
}

impl TryFrom<UpdateRoleRequest> for RoleEdit {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateRoleRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = fields.take_optional("/name", request.name.as_deref().map(RoleName::parse));
        let text = request.description.as_deref().map(|text| PlainText::optional_line(text, MAX_DESCRIPTION));
        let description = fields.take_optional("/description", text);
        if request.permissions.as_ref().is_some_and(Held::is_empty) {
            fields.add("/permissions", "invalid", "Choose at least one permission.");
        }
        match (name, description, fields.finish()) {
            (Some(name), Some(description), Ok(())) => {
                let UpdateRoleRequest { permissions, requires_second_factor, .. } = request;
                Ok(Self { name, description, permissions, requires_second_factor })
            }
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Change a role.
///
/// Needs everything that the role allows and will allow. When its permissions change, everybody who has it is signed
/// out, except here. Built-in roles keep their names and permissions.
#[utoipa::path(tag = "roles", operation_id = "update_role", security(("session" = ["write_roles"])),
    params(("role" = RoleId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = UpdateRoleRequest, responses(
    (status = 200, description = "The role as it is now", body = Role),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/admin/roles/{role}")]
pub(crate) async fn update_role(
    access: Allowed<perm::WriteRoles>,
    _fresh: Fresh,
    path: PathId<RoleId>,
    if_match: IfMatch,
    state: State,
    session: Session,
    body: Valid<UpdateRoleRequest, RoleEdit>,
) -> Result<Tagged<Role>, ApiError> {
    let (id, edit) = (path.into_inner(), body.into_inner());
    let renewal = Renewal::draw(&session)?.ok_or_else(ApiError::session_ended)?;
    let (changed, kept) = state
        .db
        .transaction(async |tx| {
            service::update_role(&access, tx, &state.clock, id, &if_match, &edit, &renewal).await
        })
        .await?;
    if let Some(version) = kept {
        session::sign_in_again(&session, &renewal, access.user_id(), version)?;
    }
    let version = changed.version;
    Ok(Tagged::new(role(changed), version))
}
