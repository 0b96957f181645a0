//! `PATCH /admin/users/{user}`

use std::collections::BTreeSet;

use actix_session::Session;
use actix_web::patch;
use securecart_domain::{RoleId, UserId, catalog::PlainText};
use securecart_dto::{
    FieldError, Problem,
    people::{AdminUser, UpdateUserRequest},
};

use super::{load, service};
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

/// The longest name in characters.
const MAX_NAME: usize = 200;
/// The most roles of one account.
const MAX_ROLES: usize = 50;

/// Changes that keep the rules.
pub(crate) struct PersonEdit {
    pub(super) full_name: Option<PlainText>,
    /// Each once.
    pub(super) roles: Option<Vec<RoleId>>,
}

impl TryFrom<UpdateUserRequest> for PersonEdit {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateUserRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let name = request.full_name.map(|name| PlainText::optional_line(&name, MAX_NAME));
        let full_name = fields.take_optional("/full_name", name).flatten();
        let roles = request.roles.map(|roles| roles.into_iter().collect::<BTreeSet<_>>());
        if roles.as_ref().is_some_and(|roles| roles.len() > MAX_ROLES) {
            fields.add("/roles", "invalid", "An account has at most 50 roles.");
        }
        fields.finish()?;
        Ok(Self { full_name, roles: roles.map(|roles| roles.into_iter().collect()) })
    }
}

/// Change somebody's account.
///
/// Needs everything that the account holds, and for roles `write_roles` and everything that they allow. Another set of
/// roles signs the account out everywhere.
#[utoipa::path(tag = "people", operation_id = "update_admin_user", security(("session" = ["write_users"])),
    params(("user" = UserId, Path),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed")),
    request_body = UpdateUserRequest, responses(
    (status = 200, description = "The account as it is now", body = AdminUser),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/admin/users/{user}")]
pub(crate) async fn update_admin_user(
    access: Allowed<perm::WriteUsers>,
    _fresh: Fresh,
    path: PathId<UserId>,
    if_match: IfMatch,
    state: State,
    session: Session,
    body: Valid<UpdateUserRequest, PersonEdit>,
) -> Result<Tagged<AdminUser>, ApiError> {
    let (id, edit) = (path.into_inner(), body.into_inner());
    let renewal = Renewal::draw(&session)?.ok_or_else(ApiError::session_ended)?;
    let (changed, kept) = state
        .db
        .transaction(async |tx| {
            let kept = service::update_user(&access, tx, &state, id, &if_match, &edit, &renewal).await?;
            Ok::<_, ApiError>((load(tx, &state.keys, state.clock.now(), id).await?, kept))
        })
        .await?;
    if let Some(version) = kept {
        session::sign_in_again(&session, &renewal, access.user_id(), version)?;
    }
    Ok(changed)
}
