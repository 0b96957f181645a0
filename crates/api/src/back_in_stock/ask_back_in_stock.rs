//! `POST /products/{product}/back-in-stock`

use actix_web::{post, web::Path};
use securecart_domain::{VariantId, accounts::Email};
use securecart_dto::{FieldError, Problem, back_in_stock::BackInStockRequest};

use super::{BackInStockError, service};
use crate::{
    auth::Browsing,
    catalog::product_key,
    http::{Accepted, ApiError, Valid, fields::Fields},
    state::State,
};

/// What is waited for, by the rules.
pub(crate) struct StockWish {
    variant: VariantId,
    email: Option<Email>,
}

impl TryFrom<BackInStockRequest> for StockWish {
    type Error = Vec<FieldError>;

    fn try_from(request: BackInStockRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take_optional("/email", request.email.as_deref().map(Email::parse)) {
            Some(email) => Ok(Self { variant: request.variant_id, email }),
            None => Err(fields.into_errors()),
        }
    }
}

/// Get one mail when a variant that is sold out is there again.
///
/// Customers get it at the confirmed address of their account. A guest's address gets a mail first that asks whether it
/// wants that; the answer is the same whether or not it is known. Every mail has a link that ends them.
#[utoipa::path(tag = "catalog", operation_id = "ask_back_in_stock", security(()),
    params(("product" = String, Path, description = "Slug or id")), request_body = BackInStockRequest, responses(
    (status = 202, description = "It is noted; a guest's address is asked for confirmation"),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/products/{product}/back-in-stock")]
pub(crate) async fn ask_back_in_stock(
    access: Browsing,
    path: Path<String>,
    state: State,
    body: Valid<BackInStockRequest, StockWish>,
) -> Result<Accepted, ApiError> {
    let key = product_key(&path).ok_or(BackInStockError::NotFound)?;
    let StockWish { variant, email } = body.into_inner();
    let asked = state.db.transaction(async |tx| {
        service::ask(tx, &state, access.actor(), &key, variant, email.as_ref()).await
    });
    asked.await?;
    Ok(Accepted)
}
