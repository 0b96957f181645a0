//! `DELETE /me/wishlist/{product}`

use actix_web::delete;
use securecart_db::wishlist::delete_wish_for_customer;
use securecart_domain::ProductId;
use securecart_dto::Problem;

use crate::{
    auth::SignedIn,
    http::{ApiError, NoContent, path::PathId},
    state::State,
};

/// Remember a product no more.
///
/// The same for one that is not on the list.
#[utoipa::path(tag = "wishlist", operation_id = "remove_wishlist_item", security(("session" = [])),
    params(("product" = ProductId, Path)), responses(
    (status = 204, description = "It is not on the list"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[delete("/api/v1/me/wishlist/{product}")]
pub(crate) async fn remove_wishlist_item(
    access: SignedIn,
    path: PathId<ProductId>,
    state: State,
) -> Result<NoContent, ApiError> {
    let (id, user) = (path.into_inner(), access.user_id());
    let removed =
        state.db.transaction(async |tx| Ok::<_, ApiError>(delete_wish_for_customer(tx, user, id).await?));
    removed.await?;
    Ok(NoContent)
}
