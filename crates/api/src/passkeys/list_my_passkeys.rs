//! `GET /me/passkeys`

use actix_web::{get, web::Json};
use securecart_db::accounts::{passkeys::list_passkeys_for_owner, users};
use securecart_domain::PasskeyId;
use securecart_dto::{Page, Problem, catalog::ListQuery, passkeys::Passkey};

use super::{PasskeyError, names};
use crate::{
    auth::SignedIn,
    http::{ApiError, ValidQuery, page::PageAfter},
    state::State,
};

/// My passkeys, newest first.
#[utoipa::path(tag = "accounts", operation_id = "list_my_passkeys", security(("session" = [])), params(ListQuery), responses(
    (status = 200, description = "A page of passkeys; an account has at most ten", body = Page<Passkey>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/passkeys")]
pub(crate) async fn list_my_passkeys(
    access: SignedIn,
    state: State,
    query: ValidQuery<ListQuery, PageAfter<PasskeyId>>,
) -> Result<Json<Page<Passkey>>, ApiError> {
    let PageAfter { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let user = users::find_user(&mut conn, access.user_id()).await?.ok_or(PasskeyError::None)?;
    let key = state.keys.key_of(&user).map_err(PasskeyError::from)?;
    let found = list_passkeys_for_owner(&mut conn, user.id, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    let items: Result<_, _> = found.into_iter().map(|record| names::open(&key, record)).collect();
    Ok(Json(Page { items: items.map_err(PasskeyError::from)?, next_cursor }))
}
