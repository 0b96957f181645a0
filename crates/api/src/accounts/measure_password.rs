//! `POST /auth/password/strength`

use actix_web::{post, web::Json};
use securecart_db::accounts::users;
use securecart_domain::accounts::NewPassword;
use securecart_dto::{
    FieldError, Problem,
    accounts::{MeasurePasswordRequest, PasswordStrength},
};

use super::password_strength::measure;
use crate::{
    auth::Anyone,
    http::{ApiError, Valid, fields::Fields},
    state::State,
};

/// What is typed, bounded so that nobody makes the shop measure a novel.
pub(crate) struct Typed(MeasurePasswordRequest);

impl TryFrom<MeasurePasswordRequest> for Typed {
    type Error = Vec<FieldError>;

    fn try_from(request: MeasurePasswordRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let texts = [
            ("/password", request.password.as_str(), NewPassword::MAX_CHARS),
            ("/username", request.username.as_str(), 150),
            ("/email", request.email.as_str(), 254),
        ];
        for (pointer, text, most) in texts {
            if text.chars().count() > most {
                fields.add(pointer, "too_long", format!("This has at most {most} characters."));
            }
        }
        fields.finish()?;
        Ok(Self(request))
    }
}

/// Measure how hard a new password is to guess.
///
/// For the meter beside the field. Nothing is kept, and nothing is written down. Whoever is signed in need not say the own
/// name and address.
#[utoipa::path(tag = "accounts", operation_id = "measure_password", security(()), request_body = MeasurePasswordRequest, responses(
    (status = 200, description = "How good it is, and whether it would be taken", body = PasswordStrength),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/auth/password/strength")]
pub(crate) async fn measure_password(
    access: Anyone,
    state: State,
    body: Valid<MeasurePasswordRequest, Typed>,
) -> Result<Json<PasswordStrength>, ApiError> {
    let Typed(MeasurePasswordRequest { password, mut username, mut email }) = body.into_inner();
    if let Some(id) = access.actor().user_id {
        let mut conn = state.db.connection().await?;
        if let Some(user) = users::find_user(&mut conn, id).await? {
            email = state.keys.person(&user)?.email;
            username = user.username;
        }
    }
    Ok(Json(measure(&password, &[&username, &email, &state.config.shop.name])))
}
