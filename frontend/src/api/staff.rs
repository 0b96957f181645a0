//! What staff do: products, stock and everybody's orders.

use leptos::prelude::Callback;
use securecart_dto::AdminPage;
use securecart_dto::admin::{
    AdjustInventoryRequest, AdminOrderQuery, AdminProduct, AdminProductQuery, BulkOrdersRequest,
    BulkOrdersResult, NewProductRequest, NewVariantRequest, StockLevel, UpdateProductRequest,
    UpdateVariantRequest,
};
use securecart_dto::audit::{AuditEntry, AuditFormat, AuditQuery};
use securecart_dto::endpoint::{
    AdjustInventory, BulkUpdateOrders, CreateProduct, CreateProductImage, CreateVariant, DeleteProductImage,
    DeleteVariant, DiscontinueProduct, FetchProductImage, GetAdminOrder, GetAdminProduct, ListAdminOrders,
    ListAdminProducts, ListAuditEvents, UpdateProduct, UpdateProductImage, UpdateVariant,
};
use securecart_dto::orders::Order;
use securecart_dto::product_images::{ProductImage, UpdateProductImageRequest};
use web_sys::{File, FormData};

use super::{ApiError, Attempt, CallHeaders, Client, Versioned, random_key};

/// One page of the products that the query selects.
pub async fn list_products(
    client: Client,
    query: &AdminProductQuery,
) -> Result<AdminPage<AdminProduct>, ApiError> {
    client.send::<ListAdminProducts>(&[], query, &()).await
}

/// One product and its version. Takes the id as it stands in the address; the server judges it.
pub async fn get_product(client: Client, product: &str) -> Result<Versioned<AdminProduct>, ApiError> {
    client.send_with::<GetAdminProduct>(&[product], &(), &(), &CallHeaders::default()).await
}

/// Adds a product with its first variant.
pub async fn create_product(client: Client, product: &NewProductRequest) -> Result<AdminProduct, ApiError> {
    let answer = client.send_with::<CreateProduct>(&[], &(), product, &once()).await?;
    Ok(answer.value)
}

/// Changes a product, if it still is in that version.
pub async fn update_product(
    client: Client,
    product: &str,
    version: Option<String>,
    change: &UpdateProductRequest,
) -> Result<Versioned<AdminProduct>, ApiError> {
    client.send_with::<UpdateProduct>(&[product], &(), change, &if_match(version)).await
}

/// Takes a product out of the shop, if it still is in that version.
pub async fn discontinue_product(
    client: Client,
    product: &str,
    version: Option<String>,
) -> Result<(), ApiError> {
    client.send_with::<DiscontinueProduct>(&[product], &(), &(), &if_match(version)).await?;
    Ok(())
}

/// Adds a variant, if the product still is in that version.
pub async fn create_variant(
    client: Client,
    product: &str,
    version: Option<String>,
    variant: &NewVariantRequest,
) -> Result<Versioned<AdminProduct>, ApiError> {
    let headers = CallHeaders { if_match: version, ..once() };
    client.send_with::<CreateVariant>(&[product], &(), variant, &headers).await
}

/// Changes a variant, if the product still is in that version.
pub async fn update_variant(
    client: Client,
    product: &str,
    variant: &str,
    version: Option<String>,
    change: &UpdateVariantRequest,
) -> Result<Versioned<AdminProduct>, ApiError> {
    client.send_with::<UpdateVariant>(&[product, variant], &(), change, &if_match(version)).await
}

/// Takes a variant away that the books do not speak of, if the product still is in that version.
pub async fn delete_variant(
    client: Client,
    product: &str,
    variant: &str,
    version: Option<String>,
) -> Result<Versioned<AdminProduct>, ApiError> {
    client.send_with::<DeleteVariant>(&[product, variant], &(), &(), &if_match(version)).await
}

/// Adds a picture, if the product still is in the version that the headers name. The answer carries its new version.
/// `sent` is told how much of the picture has left, in percent.
pub async fn create_product_image(
    client: Client,
    product: &str,
    headers: CallHeaders,
    (file, alt): (&File, &str),
    sent: Callback<u32>,
) -> Result<Versioned<ProductImage>, ApiError> {
    client.upload_form::<CreateProductImage>(&[product], picture_form(file, alt)?, headers, sent).await
}

/// The form of a picture. What its file is called at home is nobody's business.
fn picture_form(file: &File, alt: &str) -> Result<FormData, ApiError> {
    let form = FormData::new().map_err(|_| ApiError::Unreadable)?;
    form.append_with_blob_and_filename("file", file, "picture").map_err(|_| ApiError::Unreadable)?;
    form.append_with_str("alt", alt).map_err(|_| ApiError::Unreadable)?;
    Ok(form)
}

/// Describes or moves a picture, if the product still is in that version.
pub async fn update_product_image(
    client: Client,
    product: &str,
    image: &str,
    version: Option<String>,
    change: &UpdateProductImageRequest,
) -> Result<Versioned<AdminProduct>, ApiError> {
    client.send_with::<UpdateProductImage>(&[product, image], &(), change, &if_match(version)).await
}

/// Takes a picture away, if the product still is in that version. The answer carries the product's new version.
pub async fn delete_product_image(
    client: Client,
    product: &str,
    image: &str,
    version: Option<String>,
) -> Result<Versioned<()>, ApiError> {
    client.send_with::<DeleteProductImage>(&[product, image], &(), &(), &if_match(version)).await
}

/// Has a picture fetched at once that an import named.
pub async fn fetch_product_image(
    client: Client,
    product: &str,
    image: &str,
) -> Result<Versioned<AdminProduct>, ApiError> {
    client.send_with::<FetchProductImage>(&[product, image], &(), &(), &once()).await
}

/// Sets the count of a variant, if it still is what the caller saw.
pub async fn adjust_inventory(
    client: Client,
    adjustment: &AdjustInventoryRequest,
    attempt: Attempt,
) -> Result<StockLevel, ApiError> {
    let headers = CallHeaders { idempotency_key: attempt.key(adjustment), ..CallHeaders::default() };
    let answer = client.send_with::<AdjustInventory>(&[], &(), adjustment, &headers).await;
    attempt.settle(&answer);
    Ok(answer?.value)
}

/// One page of the orders that the query selects, newest first.
pub async fn list_orders(client: Client, query: &AdminOrderQuery) -> Result<AdminPage<Order>, ApiError> {
    client.send::<ListAdminOrders>(&[], query, &()).await
}

/// One order. Takes the id as it stands in the address; the server judges it.
pub async fn get_order(client: Client, order: &str) -> Result<Order, ApiError> {
    client.send::<GetAdminOrder>(&[order], &(), &()).await
}

/// The same step for several orders; the answer says which could not take it.
pub async fn bulk_update_orders(
    client: Client,
    request: &BulkOrdersRequest,
) -> Result<BulkOrdersResult, ApiError> {
    let answer = client.send_with::<BulkUpdateOrders>(&[], &(), request, &once()).await?;
    Ok(answer.value)
}

/// One page of the audit log, newest first.
pub async fn list_audit_events(
    client: Client,
    query: &AuditQuery,
) -> Result<AdminPage<AuditEntry>, ApiError> {
    client.send::<ListAuditEvents>(&[], query, &()).await
}

/// All of these entries, as the table that is to be kept.
pub async fn export_audit_events(client: Client, query: AuditQuery) -> Result<String, ApiError> {
    let query = AuditQuery { format: Some(AuditFormat::Csv), ..query };
    client.fetch_file::<ListAuditEvents>(&[], &query).await
}

/// A call that happens once even if it arrives twice.
fn once() -> CallHeaders {
    CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() }
}

fn if_match(version: Option<String>) -> CallHeaders {
    CallHeaders { if_match: version, ..CallHeaders::default() }
}
