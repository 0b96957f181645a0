//! `POST /me/email/verification`

use actix_web::post;
use securecart_db::accounts::users;
use securecart_dto::{Problem, ProblemType};

use super::{AccountError, links};
use crate::{
    auth::SignedIn,
    http::{Accepted, ApiError},
    state::State,
};

/// Send me the link that confirms my address once more.
///
/// The link before it opens nothing any more. At most three in an hour; to an address that is confirmed already
/// nothing is sent.
#[utoipa::path(tag = "accounts", operation_id = "resend_verification", security(("session" = [])), responses(
    (status = 202, description = "It will be sent in a moment"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/email/verification")]
pub(crate) async fn resend_verification(access: SignedIn, state: State) -> Result<Accepted, ApiError> {
    let asked = state.db.transaction(async |tx| {
        let user = users::find_user(tx, access.user_id()).await?.ok_or(AccountError::NoAccount)?;
        let email = state.keys.person(&user)?.email;
        if user.email_verified_at.is_some() || links::ask_to_confirm(tx, &state, user.id, &email).await? {
            return Ok(());
        }
        Err(ApiError::retry_after(
            ProblemType::TooManyRequests,
            "Three mails have been sent already. Look into the folder for spam, or try again in an hour.",
            3600,
        ))
    });
    asked.await?;
    Ok(Accepted)
}
