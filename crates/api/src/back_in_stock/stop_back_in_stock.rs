//! `POST /back-in-stock/stop`

use actix_web::post;
use securecart_db::back_in_stock::delete_wishes_with;
use securecart_dto::{Problem, accounts::FollowLinkRequest};

use super::{
    BackInStockError,
    link::{Purpose, read},
};
use crate::{
    auth::Anyone,
    http::{ApiError, NoContent, Valid},
    state::State,
};

/// Get no more mails about stock.
///
/// The token is the one in the link of any of these mails; it ends all of them for the same customer or address. There is no need to be signed in.
#[utoipa::path(tag = "catalog", operation_id = "stop_back_in_stock", security(()), request_body = FollowLinkRequest, responses(
    (status = 204, description = "No more of these mails come"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/back-in-stock/stop")]
pub(crate) async fn stop_back_in_stock(
    _access: Anyone,
    state: State,
    body: Valid<FollowLinkRequest>,
) -> Result<NoContent, ApiError> {
    let token = body.into_inner().token;
    let wish = read(&state.config, Purpose::Stop, &token).ok_or(BackInStockError::DeadLink)?;
    let mut conn = state.db.connection().await?;
    if delete_wishes_with(&mut conn, wish).await? {
        Ok(NoContent)
    } else {
        Err(BackInStockError::DeadLink.into())
    }
}
