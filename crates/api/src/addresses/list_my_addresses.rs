//! `GET /me/addresses`

use actix_web::{get, web::Json};
use securecart_db::{accounts::users, addresses::list_addresses_for_customer};
use securecart_domain::AddressId;
use securecart_dto::{Page, Problem, addresses::Address, catalog::ListQuery};

use super::{AddressError, details};
use crate::{
    auth::SignedIn,
    http::{ApiError, ValidQuery, page::PageAfter},
    state::State,
};

/// My address book, newest first.
#[utoipa::path(tag = "addresses", operation_id = "list_my_addresses", security(("session" = [])), params(ListQuery), responses(
    (status = 200, description = "A page of addresses; an address book has at most twenty", body = Page<Address>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/addresses")]
pub(crate) async fn list_my_addresses(
    access: SignedIn,
    state: State,
    query: ValidQuery<ListQuery, PageAfter<AddressId>>,
) -> Result<Json<Page<Address>>, ApiError> {
    let PageAfter { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let user = users::find_user(&mut conn, access.user_id()).await?.ok_or(AddressError::NotFound)?;
    let key = state.keys.key_of(&user)?;
    let found = list_addresses_for_customer(&mut conn, user.id, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    let items: Result<_, _> = found.into_iter().map(|record| details::open(&key, record)).collect();
    Ok(Json(Page { items: items?, next_cursor }))
}
