//! `POST /admin/products/{product}/variants`

use actix_web::{
    CustomizeResponder, Responder as _,
    http::{StatusCode, header},
    post,
    web::Path,
};
use securecart_domain::{
    Money,
    catalog::{PlainText, Sku},
};
use securecart_dto::{
    FieldError, Problem,
    admin::{AdminProduct, NewVariantRequest},
    catalog::OptionValue,
};

use super::{answers::admin_product, rules, service::product_id, variant_service};
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, Valid,
        etag::{IfMatch, Tagged},
        fields::Fields,
    },
    state::State,
};

/// A new variant that keeps the rules.
#[derive(Debug)]
pub(crate) struct VariantDraft {
    /// Option names and values.
    pub(super) options: Vec<(PlainText, PlainText)>,
    /// Values of the variant that is there already, in the order of the options.
    pub(super) first_values: Vec<PlainText>,
    pub(super) price: Money,
    pub(super) compare_at_price: Option<Money>,
    pub(super) sku: Option<Sku>,
    pub(super) weight_grams: u32,
    pub(super) stock: u32,
}

impl TryFrom<NewVariantRequest> for VariantDraft {
    type Error = Vec<FieldError>;

    fn try_from(request: NewVariantRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let options = take_options(&mut fields, &request.options);
        let first_values = take_first_values(&mut fields, &request.first_variant_values);
        let price = fields.take("/price", rules::price(request.price));
        let former = rules::take_former_price(&mut fields, request.compare_at_price, request.price);
        let sku = rules::take_sku(&mut fields, request.sku.as_deref());
        let weight = fields.take("/weight_grams", rules::grams(request.weight_grams));
        let stock = fields.take("/stock", rules::units(request.stock));
        let draft = move || {
            Some(Self {
                options: options?,
                first_values: first_values?,
                price: price?,
                compare_at_price: former?,
                sku: sku?,
                weight_grams: weight?,
                stock: stock?,
            })
        };
        draft().ok_or_else(|| fields.into_errors())
    }
}

/// Names and values that keep the rules; at most one for each name.
pub(super) fn take_options(
    fields: &mut Fields,
    given: &[OptionValue],
) -> Option<Vec<(PlainText, PlainText)>> {
    if given.is_empty() || given.len() > rules::MAX_OPTIONS {
        fields.add("/options", "invalid", "a variant has 1 to 3 option values");
        return None;
    }
    let mut options: Vec<(PlainText, PlainText)> = Vec::new();
    let mut complete = true;
    for (index, option) in given.iter().enumerate() {
        let name = fields.take(&format!("/options/{index}/name"), rules::option_name(&option.name));
        let value = fields.take(&format!("/options/{index}/value"), rules::option_value(&option.value));
        let Some((name, value)) = name.zip(value) else {
            complete = false;
            continue;
        };
        if options.iter().any(|(other, _)| *other == name) {
            fields.add(&format!("/options/{index}/name"), "repeated", "each option is named once");
            complete = false;
        }
        options.push((name, value));
    }
    complete.then_some(options)
}

fn take_first_values(fields: &mut Fields, given: &[String]) -> Option<Vec<PlainText>> {
    if given.len() > rules::MAX_OPTIONS {
        fields.add("/first_variant_values", "invalid", "a variant has 1 to 3 option values");
        return None;
    }
    let take = |(index, value): (usize, &String)| {
        fields.take(&format!("/first_variant_values/{index}"), rules::option_value(value))
    };
    // All of them are looked at before the first wrong one ends it.
    let values: Vec<_> = given.iter().enumerate().map(take).collect();
    values.into_iter().collect()
}

/// Add a variant.
///
/// On a product without options this one brings them. Then the variant that is there needs values too, since shoppers
/// choose between the two.
#[utoipa::path(tag = "catalog", operation_id = "create_variant", security(("session" = ["write_products"])),
    params(
        ("product" = String, Path, description = "Id of the product"),
        ("If-Match" = String, Header, description = "The ETag of the product's version that is changed")),
    request_body = NewVariantRequest, responses(
    (status = 201, description = "The product with its new variant", body = AdminProduct),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/admin/products/{product}/variants")]
pub(crate) async fn create_variant(
    access: Allowed<perm::WriteProducts>,
    path: Path<String>,
    if_match: IfMatch,
    state: State,
    body: Valid<NewVariantRequest, VariantDraft>,
) -> Result<CustomizeResponder<Tagged<AdminProduct>>, ApiError> {
    let (id, draft) = (product_id(&path)?, body.into_inner());
    let product = state
        .db
        .transaction(async |tx| {
            variant_service::create_variant(&access, tx, &state.clock, id, &if_match, &draft).await
        })
        .await?;
    let (location, version) = (format!("/api/v1/admin/products/{id}"), product.version);
    let created = Tagged::new(admin_product(product), version).customize();
    Ok(created.with_status(StatusCode::CREATED).insert_header((header::LOCATION, location)))
}
