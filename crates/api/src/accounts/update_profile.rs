//! `PATCH /me`

use actix_web::{patch, web::Json};
use securecart_domain::catalog::PlainText;
use securecart_dto::{
    FieldError, Problem,
    accounts::{Profile, UpdateProfileRequest},
};

use super::{profile, service};
use crate::{
    auth::SignedIn,
    http::{ApiError, Valid, fields::Fields},
    state::State,
};

/// The longest name in characters.
const MAX_NAME: usize = 200;

/// Changes that keep the rules.
pub(crate) struct ProfileChanges {
    full_name: Option<PlainText>,
}

impl TryFrom<UpdateProfileRequest> for ProfileChanges {
    type Error = Vec<FieldError>;

    fn try_from(request: UpdateProfileRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let parsed = request.full_name.map(|name| PlainText::optional_line(&name, MAX_NAME));
        let full_name = fields.take_optional("/full_name", parsed).flatten();
        fields.finish()?;
        Ok(Self { full_name })
    }
}

/// Change my data.
#[utoipa::path(tag = "accounts", operation_id = "update_profile", security(("session" = [])), request_body = UpdateProfileRequest, responses(
    (status = 200, description = "The data as it is now", body = Profile),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[patch("/api/v1/me")]
pub(crate) async fn update_profile(
    access: SignedIn,
    state: State,
    body: Valid<UpdateProfileRequest, ProfileChanges>,
) -> Result<Json<Profile>, ApiError> {
    let changes = body.into_inner();
    state
        .db
        .transaction(async |tx| {
            let name = changes.full_name.as_ref().map(PlainText::as_str);
            let (keys, actor) = (&state.keys, access.actor());
            let user = service::update_profile(tx, &state.clock, keys, actor, access.user_id(), name).await?;
            profile(tx, &state, user).await
        })
        .await
        .map(Json)
}
