//! `POST /me/addresses`

use actix_web::post;
use securecart_db::addresses::Defaults;
use securecart_domain::accounts::{AddressText, PostalAddress};
use securecart_dto::{
    FieldError, Problem,
    addresses::{Address, NewAddressRequest},
};

use super::service;
use crate::{
    auth::SignedIn,
    http::{ApiError, Created, Valid},
    state::State,
};

/// An address that keeps the rules.
pub(crate) struct NewAddress {
    address: PostalAddress,
    asked: Defaults,
}

impl TryFrom<NewAddressRequest> for NewAddress {
    type Error = Vec<FieldError>;

    fn try_from(request: NewAddressRequest) -> Result<Self, Vec<FieldError>> {
        let asked = Defaults { shipping: request.default_shipping, billing: request.default_billing };
        let address = service::judge(&AddressText {
            name: request.name,
            company: request.company,
            line1: request.line1,
            line2: request.line2,
            city: request.city,
            region: request.region,
            postcode: request.postcode,
            country: request.country,
            phone: request.phone,
        })?;
        Ok(Self { address, asked })
    }
}

/// Add an address to my address book.
///
/// It has room for twenty. The first address is where orders go and what invoices name.
#[utoipa::path(tag = "addresses", operation_id = "create_my_address", security(("session" = [])), request_body = NewAddressRequest, responses(
    (status = 201, description = "The address", body = Address),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/me/addresses")]
pub(crate) async fn create_my_address(
    access: SignedIn,
    state: State,
    body: Valid<NewAddressRequest, NewAddress>,
) -> Result<Created<Address>, ApiError> {
    let NewAddress { address, asked } = body.into_inner();
    let added = state
        .db
        .transaction(async |tx| {
            service::create_address(tx, &state, access.actor(), access.user_id(), &address, asked).await
        })
        .await?;
    Ok(Created::at(format!("/api/v1/me/addresses/{}", added.id), added))
}
