//! `GET /me/sessions`

use actix_session::Session;
use actix_web::{get, web::Json};
use securecart_db::accounts::devices::{DeviceRecord, list_devices_for_owner};
use securecart_domain::{SessionId, accounts::device_in_words};
use securecart_dto::{Page, Problem, catalog::ListQuery, sessions::AccountSession};

use crate::{
    auth::{SignedIn, session},
    http::{ApiError, ValidQuery, page::PageAfter},
    state::State,
};

/// Where I am signed in, newest first.
#[utoipa::path(tag = "accounts", operation_id = "list_my_sessions", security(("session" = [])), params(ListQuery), responses(
    (status = 200, description = "A page of the account's sessions; the one that asks is marked", body = Page<AccountSession>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/sessions")]
pub(crate) async fn list_my_sessions(
    access: SignedIn,
    state: State,
    session: Session,
    query: ValidQuery<ListQuery, PageAfter<SessionId>>,
) -> Result<Json<Page<AccountSession>>, ApiError> {
    let PageAfter { after, limit } = query.into_inner();
    let (now, current) = (state.clock.now(), session::row(&session));
    let mut conn = state.db.connection().await?;
    let found = list_devices_for_owner(&mut conn, now, access.user_id(), after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(Page { items: found.into_iter().map(|device| shown(device, current)).collect(), next_cursor }))
}

fn shown(device: DeviceRecord, current: Option<SessionId>) -> AccountSession {
    AccountSession {
        id: device.id,
        device: device_in_words(&device.user_agent),
        address: device.address,
        created_at: device.created_at,
        last_seen_at: device.last_seen_at,
        current: current == Some(device.id),
    }
}
