//! `GET /auth/session`

use actix_session::Session;
use actix_web::{get, web::Json};
use securecart_db::accounts::{permissions, users};
use securecart_dto::{
    Problem,
    accounts::{CurrentUser, SessionInfo, ShopInfo},
};

use crate::{
    auth::{Anyone, csrf, second_factor_missing, session},
    http::ApiError,
    passkeys,
    state::State,
};

/// Who am I.
#[utoipa::path(tag = "accounts", operation_id = "get_session", security(()), responses(
    (status = 200, description = "The user, its permissions and the CSRF token; guests get an answer too", body = SessionInfo),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/auth/session")]
pub(crate) async fn get_session(
    access: Anyone,
    state: State,
    session: Session,
) -> Result<Json<SessionInfo>, ApiError> {
    let csrf_token = csrf::issue(&session::csrf_key(&session)?)?;
    let shop = ShopInfo {
        name: state.config.shop.name.clone(),
        currency: state.config.shop.currency,
        guests_may_browse: state.config.shop.guests_may_browse,
        passkeys: passkeys::are_possible(&state.config),
        terms_url: state.config.shop.terms.as_ref().map(ToString::to_string),
    };
    let guest = SessionInfo { user: None, permissions: Vec::new(), csrf_token, shop };
    let Some(id) = access.actor().user_id else {
        return Ok(Json(guest));
    };
    let mut conn = state.db.connection().await?;
    let Some(user) = users::find_user(&mut conn, id).await? else {
        return Ok(Json(guest));
    };
    let roles = permissions::list_roles_for_user(&mut conn, id).await?;
    let permissions = permissions::list_for_user(&mut conn, id).await?;
    let second_factor_missing = second_factor_missing(&mut conn, &state, id, &session).await?;
    let email = state.keys.person(&user)?.email;
    let user = CurrentUser { id, username: user.username, email, roles, second_factor_missing };
    Ok(Json(SessionInfo { user: Some(user), permissions, ..guest }))
}
