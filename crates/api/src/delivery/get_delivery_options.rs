//! `GET /delivery-options`

use actix_web::get;
use securecart_db::delivery::list_active_methods;
use securecart_domain::delivery::{Destination, InvalidDestination, MethodKind};
use securecart_dto::{
    FieldError, Problem,
    delivery::{DeliveryOptions, DeliveryQuery},
};

use super::options::{applied, countries, option, tax_at};
use crate::{
    auth::Anyone,
    http::{ApiError, ValidQuery, etag::Cached, fields::Fields},
    state::State,
};

/// A place that exists, if one was named.
pub(crate) struct AskedPlace(Option<Destination>);

impl TryFrom<DeliveryQuery> for AskedPlace {
    type Error = Vec<FieldError>;

    fn try_from(query: DeliveryQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let region = query.region.unwrap_or_default();
        let Some(country) = query.country else {
            if !region.is_empty() {
                fields.add("?country", "required", "name the country of that region");
            }
            return fields.finish().map(|()| Self(None));
        };
        let place = Destination::parse(&country, &region);
        let pointer =
            if matches!(place, Err(InvalidDestination::Country(_))) { "?country" } else { "?region" };
        let place = fields.take(pointer, place);
        place.map(|place| Self(Some(place))).ok_or_else(|| fields.into_errors())
    }
}

/// How an order can reach a place, and what that costs.
///
/// With the cart, this is all that its total is made of. What is collected bears the tax of the shop's own place.
#[utoipa::path(tag = "delivery", operation_id = "get_delivery_options", security(()), params(DeliveryQuery), responses(
    (status = 200, description = "The methods that serve the place", body = DeliveryOptions),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/delivery-options")]
pub(crate) async fn get_delivery_options(
    _access: Anyone,
    state: State,
    query: ValidQuery<DeliveryQuery, AskedPlace>,
) -> Result<Cached<DeliveryOptions>, ApiError> {
    let shop = &state.config.shop;
    let AskedPlace(asked) = query.into_inner();
    let place = asked.or(shop.home);
    let mut conn = state.db.connection().await?;
    let methods = list_active_methods(&mut conn, shop.currency).await?;
    let there = tax_at(&mut conn, place).await?.map(applied);
    let at_home = tax_at(&mut conn, shop.home).await?.map(applied);
    let country = place.map(|place| place.country);
    let countries = if methods.is_empty() { Some(Vec::new()) } else { countries(&methods) };
    let serving = methods.into_iter().filter(|method| method.terms.serves(country));
    let offered = serving.map(|method| {
        let tax = if method.terms.kind == MethodKind::Pickup { &at_home } else { &there };
        option(method, tax.clone())
    });
    Ok(Cached(DeliveryOptions {
        country: country.map(|country| country.code().to_owned()),
        countries,
        methods: offered.collect(),
        tax: at_home.clone(),
    }))
}
