//! Products and categories.

use securecart_domain::ProductId;
use securecart_dto::catalog::{Category, ProductDetail, ProductQuery, ProductSummary};
use securecart_dto::endpoint::{
    GetProduct, ListCategories, ListProductSuggestions, ListProducts, ListRelatedProducts,
};
use securecart_dto::finding::{ProductPage, SuggestionQuery, Suggestions};

use super::{ApiError, Client};

/// One page of the products that the query selects.
pub async fn list_products(client: Client, query: &ProductQuery) -> Result<ProductPage, ApiError> {
    client.send::<ListProducts>(&[], query, &()).await
}

/// What somebody who has typed this may be looking for.
pub async fn suggest(client: Client, typed: &str) -> Result<Suggestions, ApiError> {
    let query = SuggestionQuery { q: typed.to_owned() };
    client.send::<ListProductSuggestions>(&[], &query, &()).await
}

/// One product by its slug.
pub async fn get_product(client: Client, slug: &str) -> Result<ProductDetail, ApiError> {
    client.send::<GetProduct>(&[slug], &(), &()).await
}

/// What goes with a product.
pub async fn list_related(client: Client, product: ProductId) -> Result<Vec<ProductSummary>, ApiError> {
    client.send::<ListRelatedProducts>(&[&product.to_string()], &(), &()).await.map(|page| page.items)
}

/// All categories.
pub async fn list_categories(client: Client) -> Result<Vec<Category>, ApiError> {
    client.send::<ListCategories>(&[], &(), &()).await.map(|page| page.items)
}
