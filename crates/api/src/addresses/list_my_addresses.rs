//! `GET /me/addresses`

use actix_web::{get, web::Json};
use securecart_db::{accounts::users, addresses::list_addresses_for_customer};
use securecart_domain::AddressId;
use securecart_dto::{FieldError, Page, Problem, addresses::Address, catalog::ListQuery};

use super::{AddressError, details};
use crate::{
    auth::SignedIn,
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A page that keeps the rules; the cursor is the last address's id.
pub(crate) struct AddressPage {
    after: Option<AddressId>,
    limit: Limit,
}

impl TryFrom<ListQuery> for AddressPage {
    type Error = Vec<FieldError>;

    fn try_from(query: ListQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// My address book, newest first.
#[utoipa::path(tag = "addresses", operation_id = "list_my_addresses", security(("session" = [])), params(ListQuery), responses(
    (status = 200, description = "A page of addresses; an address book has at most twenty", body = Page<Address>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/addresses")]
pub(crate) async fn list_my_addresses(
    access: SignedIn,
    state: State,
    query: ValidQuery<ListQuery, AddressPage>,
) -> Result<Json<Page<Address>>, ApiError> {
    let AddressPage { after, limit } = query.into_inner();
    let mut conn = state.db.connection().await?;
    let user = users::find_user(&mut conn, access.user_id()).await?.ok_or(AddressError::NotFound)?;
    let key = state.keys.key_of(&user)?;
    let found = list_addresses_for_customer(&mut conn, user.id, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    let items: Result<_, _> = found.into_iter().map(|record| details::open(&key, record)).collect();
    Ok(Json(Page { items: items?, next_cursor }))
}
