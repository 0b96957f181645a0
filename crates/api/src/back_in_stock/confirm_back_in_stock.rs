//! `POST /back-in-stock/confirm`

use actix_web::post;
use securecart_db::back_in_stock::confirm_wish;
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

/// Confirm that an address wants to be told.
///
/// The token is the one in the link that was mailed. Following it again changes nothing.
#[utoipa::path(tag = "catalog", operation_id = "confirm_back_in_stock", security(()), request_body = FollowLinkRequest, responses(
    (status = 204, description = "The mail comes once, when there is something"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/back-in-stock/confirm")]
pub(crate) async fn confirm_back_in_stock(
    _access: Anyone,
    state: State,
    body: Valid<FollowLinkRequest>,
) -> Result<NoContent, ApiError> {
    let token = body.into_inner().token;
    let wish = read(&state.config, Purpose::Confirm, &token).ok_or(BackInStockError::DeadLink)?;
    let mut conn = state.db.connection().await?;
    if confirm_wish(&mut conn, wish, state.clock.now()).await? {
        Ok(NoContent)
    } else {
        Err(BackInStockError::DeadLink.into())
    }
}
