//! From rows of a list to cards: variants and pictures of all of them at once.

use diesel::{NullableExpressionMethods, Queryable};
use securecart_domain::ProductId;

use super::{CategoryName, ProductCard, images, variants};
use crate::{
    Conn, DbError,
    schema::{categories, products},
    stored::Place,
};

/// What a card needs of the product itself.
#[derive(Queryable)]
pub(super) struct CardRow {
    id: ProductId,
    slug: String,
    name: String,
    summary: String,
    currency: String,
    min_price_minor: i64,
    max_price_minor: i64,
    category_slug: Option<String>,
    category_name: Option<String>,
}

type Columns = (
    products::id,
    products::slug,
    products::name,
    products::summary,
    products::currency,
    products::min_price_minor,
    products::max_price_minor,
    diesel::dsl::Nullable<categories::slug>,
    diesel::dsl::Nullable<categories::name>,
);

/// The columns of [`CardRow`] in a query of products joined with their categories.
pub(super) fn columns() -> Columns {
    (
        products::id,
        products::slug,
        products::name,
        products::summary,
        products::currency,
        products::min_price_minor,
        products::max_price_minor,
        categories::slug.nullable(),
        categories::name.nullable(),
    )
}

/// Adds variants and pictures.
pub(super) async fn complete(conn: &mut Conn, rows: Vec<CardRow>) -> Result<Vec<ProductCard>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
    let mut variants = variants::list_for_products(conn, &ids).await?;
    let mut images = images::list_first_for_products(conn, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let place = Place { table: "products", id: row.id };
            Ok(ProductCard {
                id: row.id,
                min_price: place.money(row.min_price_minor, &row.currency)?,
                max_price: place.money(row.max_price_minor, &row.currency)?,
                slug: row.slug,
                name: row.name,
                summary: row.summary,
                category: category_name(row.category_slug, row.category_name),
                variants: variants.remove(&row.id).unwrap_or_default(),
                image: images.remove(&row.id),
            })
        })
        .collect()
}

/// The category's two columns belong together.
pub(super) fn category_name(slug: Option<String>, name: Option<String>) -> Option<CategoryName> {
    slug.zip(name).map(|(slug, name)| CategoryName { slug, name })
}
