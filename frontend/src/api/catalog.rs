//! Products and categories.

use securecart_dto::Page;
use securecart_dto::catalog::{Category, ProductDetail, ProductQuery, ProductSummary};
use securecart_dto::endpoint::{GetProduct, ListCategories, ListProducts};

use super::{ApiError, Client};

/// One page of the products that the query selects.
pub async fn list_products(client: Client, query: &ProductQuery) -> Result<Page<ProductSummary>, ApiError> {
    client.send::<ListProducts>(&[], query, &()).await
}

/// One product by its slug.
pub async fn get_product(client: Client, slug: &str) -> Result<ProductDetail, ApiError> {
    client.send::<GetProduct>(&[slug], &(), &()).await
}

/// All categories.
pub async fn list_categories(client: Client) -> Result<Vec<Category>, ApiError> {
    client.send::<ListCategories>(&[], &(), &()).await.map(|page| page.items)
}
