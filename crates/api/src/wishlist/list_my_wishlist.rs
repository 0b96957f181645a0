//! `GET /me/wishlist`

use actix_web::{get, web::Json};
use chrono::{DateTime, Utc};
use securecart_db::wishlist::{Wish, list_wishes_for_customer};
use securecart_domain::ProductId;
use securecart_dto::{
    FieldError, Page, Problem,
    wishlist::{WishlistItem, WishlistQuery},
};

use crate::{
    auth::SignedIn,
    catalog::product_summary,
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is when the last one was put there, and which it is.
pub(crate) struct Wishes {
    product: Option<ProductId>,
    after: Option<(DateTime<Utc>, ProductId)>,
    limit: Limit,
}

impl TryFrom<WishlistQuery> for Wishes {
    type Error = Vec<FieldError>;

    fn try_from(query: WishlistQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { product: query.product, after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// What I want to remember, newest first.
///
/// What is not sold any more is left out.
#[utoipa::path(tag = "wishlist", operation_id = "list_my_wishlist", security(("session" = [])), params(WishlistQuery), responses(
    (status = 200, description = "A page of my wishlist", body = Page<WishlistItem>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/wishlist")]
pub(crate) async fn list_my_wishlist(
    access: SignedIn,
    state: State,
    query: ValidQuery<WishlistQuery, Wishes>,
) -> Result<Json<Page<WishlistItem>>, ApiError> {
    let Wishes { product, after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let user = access.user_id();
    let found = list_wishes_for_customer(&mut conn, user, product, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| (last.added_at, last.card.id));
    let item = |wish: Wish| WishlistItem { product: product_summary(wish.card), added_at: wish.added_at };
    Ok(Json(Page { items: found.into_iter().map(item).collect(), next_cursor }))
}
