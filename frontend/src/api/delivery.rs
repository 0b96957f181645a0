//! Shipping methods and tax rates, for staff. Ids are taken as they stand in the address; the server judges them.

use securecart_dto::Page;
use securecart_dto::delivery::{ShippingMethod, ShippingMethodTerms};
use securecart_dto::endpoint::{
    CreateShippingMethod, CreateTaxRate, DeleteShippingMethod, DeleteTaxRate, GetShippingMethod, GetTaxRate,
    ListShippingMethods, ListTaxRates, UpdateShippingMethod, UpdateTaxRate,
};
use securecart_dto::taxes::{TaxRate, TaxRateTerms};

use super::{ApiError, CallHeaders, Client, Versioned, random_key};

/// All methods, in the order in which shoppers see them.
pub async fn list_methods(client: Client) -> Result<Page<ShippingMethod>, ApiError> {
    client.send::<ListShippingMethods>(&[], &(), &()).await
}

/// One method and its version.
pub async fn get_method(client: Client, id: &str) -> Result<Versioned<ShippingMethod>, ApiError> {
    client.send_with::<GetShippingMethod>(&[id], &(), &(), &CallHeaders::default()).await
}

/// Makes a method, or replaces what the one of that id says, if it still is in that version.
pub async fn save_method(
    client: Client,
    id: Option<String>,
    version: Option<String>,
    terms: &ShippingMethodTerms,
) -> Result<Versioned<ShippingMethod>, ApiError> {
    match id {
        Some(id) => client.send_with::<UpdateShippingMethod>(&[&id], &(), terms, &if_match(version)).await,
        None => client.send_with::<CreateShippingMethod>(&[], &(), terms, &once()).await,
    }
}

/// Removes a method, if it still is in that version.
pub async fn delete_method(client: Client, id: &str, version: Option<String>) -> Result<(), ApiError> {
    client.send_with::<DeleteShippingMethod>(&[id], &(), &(), &if_match(version)).await.map(drop)
}

/// All rates, by country and region.
pub async fn list_rates(client: Client) -> Result<Page<TaxRate>, ApiError> {
    client.send::<ListTaxRates>(&[], &(), &()).await
}

/// One rate and its version.
pub async fn get_rate(client: Client, id: &str) -> Result<Versioned<TaxRate>, ApiError> {
    client.send_with::<GetTaxRate>(&[id], &(), &(), &CallHeaders::default()).await
}

/// Makes a rate, or replaces what the one of that id says, if it still is in that version.
pub async fn save_rate(
    client: Client,
    id: Option<String>,
    version: Option<String>,
    terms: &TaxRateTerms,
) -> Result<Versioned<TaxRate>, ApiError> {
    match id {
        Some(id) => client.send_with::<UpdateTaxRate>(&[&id], &(), terms, &if_match(version)).await,
        None => client.send_with::<CreateTaxRate>(&[], &(), terms, &once()).await,
    }
}

/// Removes a rate, if it still is in that version.
pub async fn delete_rate(client: Client, id: &str, version: Option<String>) -> Result<(), ApiError> {
    client.send_with::<DeleteTaxRate>(&[id], &(), &(), &if_match(version)).await.map(drop)
}

fn if_match(version: Option<String>) -> CallHeaders {
    CallHeaders { if_match: version, ..CallHeaders::default() }
}

fn once() -> CallHeaders {
    CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() }
}
