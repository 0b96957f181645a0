//! Single products with everything that belongs to them.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, Queryable,
    helper_types::{IntoBoxed, LeftJoin},
    pg::Pg,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, catalog::Slug};

use super::{
    ProductRecord, images,
    likeness::is_active,
    summaries::{self, category_name},
    variants,
};
use crate::{
    Conn, DbError,
    schema::{categories, products},
    stored::Place,
};

/// How a product is named in an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProductKey {
    /// By its id.
    Id(ProductId),
    /// By its slug.
    Slug(Slug),
}

/// Products with their categories.
pub(super) type ProductQuery<'a> = IntoBoxed<'a, LeftJoin<products::table, categories::table>, Pg>;

#[derive(Queryable)]
pub(super) struct ProductRow {
    id: ProductId,
    slug: String,
    name: String,
    summary: String,
    description: String,
    vendor: String,
    tags: Vec<String>,
    status: String,
    currency: String,
    min_price_minor: i64,
    source_key: Option<String>,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    category: (Option<String>, Option<String>),
    reviews: Option<Vec<i64>>,
}

type Columns = (
    products::id,
    products::slug,
    products::name,
    products::summary,
    products::description,
    products::vendor,
    products::tags,
    products::status,
    products::currency,
    products::min_price_minor,
    products::source_key,
    products::version,
    products::created_at,
    products::updated_at,
    (diesel::dsl::Nullable<categories::slug>, diesel::dsl::Nullable<categories::name>),
    summaries::Reviews,
);

/// The columns of [`ProductRow`] in a query of products joined with their categories.
pub(super) fn columns() -> Columns {
    (
        products::id,
        products::slug,
        products::name,
        products::summary,
        products::description,
        products::vendor,
        products::tags,
        products::status,
        products::currency,
        products::min_price_minor,
        products::source_key,
        products::version,
        products::created_at,
        products::updated_at,
        (categories::slug.nullable(), categories::name.nullable()),
        summaries::reviews(),
    )
}

/// A product that shoppers see.
pub async fn find_active_product(
    conn: &mut Conn,
    key: &ProductKey,
) -> Result<Option<ProductRecord>, DbError> {
    let active = all().filter(is_active());
    let query = match key {
        ProductKey::Id(id) => active.filter(products::id.eq(*id)),
        ProductKey::Slug(slug) => active.filter(products::slug.eq(slug.as_str())),
    };
    find(conn, query).await
}

/// The id of a product that shoppers see.
pub async fn find_active_product_id(conn: &mut Conn, key: &ProductKey) -> Result<Option<ProductId>, DbError> {
    let active = products::table.filter(is_active()).into_boxed::<Pg>();
    let query = match key {
        ProductKey::Id(id) => active.filter(products::id.eq(*id)),
        ProductKey::Slug(slug) => active.filter(products::slug.eq(slug.as_str())),
    };
    Ok(query.select(products::id).first(conn).await.optional()?)
}

/// Any product, for staff.
pub async fn find_product_any(conn: &mut Conn, id: ProductId) -> Result<Option<ProductRecord>, DbError> {
    find(conn, all().filter(products::id.eq(id))).await
}

/// Any product, for staff, which nobody else changes until the transaction ends.
pub async fn lock_product_any(tx: &mut Conn, id: ProductId) -> Result<Option<ProductRecord>, DbError> {
    let locked: Option<ProductId> =
        products::table.find(id).select(products::id).for_no_key_update().first(tx).await.optional()?;
    match locked {
        None => Ok(None),
        Some(id) => find_product_any(tx, id).await,
    }
}

pub(super) fn all<'a>() -> ProductQuery<'a> {
    products::table.left_join(categories::table).into_boxed::<Pg>()
}

async fn find(conn: &mut Conn, query: ProductQuery<'_>) -> Result<Option<ProductRecord>, DbError> {
    let rows: Vec<ProductRow> = query.limit(1).select(columns()).load(conn).await?;
    Ok(complete(conn, rows).await?.pop())
}

/// Adds variants and pictures.
pub(super) async fn complete(conn: &mut Conn, rows: Vec<ProductRow>) -> Result<Vec<ProductRecord>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
    let mut variants = variants::list_for_products(conn, &ids).await?;
    let mut images = images::list_for_products(conn, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let place = Place { table: "products", id: row.id };
            Ok(ProductRecord {
                id: row.id,
                status: place.word("status", &row.status)?,
                min_price: place.money(row.min_price_minor, &row.currency)?,
                slug: row.slug,
                name: row.name,
                summary: row.summary,
                description: row.description,
                vendor: row.vendor,
                tags: row.tags,
                source_key: row.source_key,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
                category: category_name(row.category.0, row.category.1),
                rating: summaries::rating(row.reviews),
                images: images.remove(&row.id).unwrap_or_default(),
                variants: variants.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}
