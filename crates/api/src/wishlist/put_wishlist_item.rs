//! `PUT /me/wishlist/{product}`

use actix_web::put;
use securecart_domain::ProductId;
use securecart_dto::Problem;

use super::service;
use crate::{
    auth::SignedIn,
    http::{ApiError, NoContent, path::PathId},
    state::State,
};

/// Remember a product.
///
/// One that is on the list stays where it is. There is room for two hundred.
#[utoipa::path(tag = "wishlist", operation_id = "put_wishlist_item", security(("session" = [])),
    params(("product" = ProductId, Path)), responses(
    (status = 204, description = "It is on the list"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[put("/api/v1/me/wishlist/{product}")]
pub(crate) async fn put_wishlist_item(
    access: SignedIn,
    path: PathId<ProductId>,
    state: State,
) -> Result<NoContent, ApiError> {
    let (id, user) = (path.into_inner(), access.user_id());
    state.db.transaction(async |tx| service::put(tx, &state.clock, user, id).await).await?;
    Ok(NoContent)
}
