//! Rows of `products`, written.

use chrono::{DateTime, Utc};
use diesel::{AsChangeset, ExpressionMethods, OptionalExtension, QueryDsl, sql_types::Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CategoryId, Money, ProductId,
    catalog::{PlainText, ProductStatus, Slug},
};

use super::changes::{self, Change};
use crate::{Conn, DbError, schema::products};

/// A product to be added; its variants follow in the same transaction.
#[derive(Clone, Debug)]
pub struct NewProduct {
    /// Its id.
    pub id: ProductId,
    /// Where it belongs.
    pub category_id: Option<CategoryId>,
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name, at most 200 characters.
    pub name: PlainText,
    /// What it is in a sentence, at most 300 characters.
    pub summary: PlainText,
    /// At most 20,000 characters.
    pub description: PlainText,
    /// Who makes it, at most 100 characters.
    pub vendor: PlainText,
    /// Words it is found by.
    pub tags: Vec<PlainText>,
    /// Whether shoppers see it.
    pub status: ProductStatus,
    /// The price of its first variant.
    pub price: Money,
    /// Where an import took it from.
    pub source_key: Option<String>,
}

/// Adds a product. [`DbError::Unique`] of `products_slug_key` when the slug is taken and of
/// `products_source_key_key` when the import had it before.
pub async fn insert_product(tx: &mut Conn, now: DateTime<Utc>, new: &NewProduct) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::insert_into(products::table)
        .values((
            products::id.eq(new.id),
            products::category_id.eq(new.category_id.map(CategoryId::uuid)),
            products::slug.eq(new.slug.as_str()),
            products::name.eq(new.name.as_str()),
            products::summary.eq(new.summary.as_str()),
            products::description.eq(new.description.as_str()),
            products::vendor.eq(new.vendor.as_str()),
            products::tags.eq(texts(&new.tags)),
            products::status.eq(new.status.as_str()),
            products::currency.eq(new.price.currency().as_str()),
            products::min_price_minor.eq(new.price.minor()),
            products::max_price_minor.eq(new.price.minor()),
            products::source_key.eq(new.source_key.as_deref()),
            products::created_at.eq(now),
            products::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Changes of a product; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductChanges {
    /// Where it belongs; `Some(None)` takes it out of its category.
    pub category_id: Option<Option<CategoryId>>,
    /// Its place in addresses.
    pub slug: Option<Slug>,
    /// Its name.
    pub name: Option<PlainText>,
    /// What it is in a sentence.
    pub summary: Option<PlainText>,
    /// Its text.
    pub description: Option<PlainText>,
    /// Who makes it.
    pub vendor: Option<PlainText>,
    /// Words it is found by.
    pub tags: Option<Vec<PlainText>>,
    /// Whether shoppers see it.
    pub status: Option<ProductStatus>,
}

#[derive(AsChangeset)]
#[diesel(table_name = products)]
#[expect(clippy::option_option, reason = "Diesel tells a column that stays from one that is emptied so")]
struct ChangedRow<'a> {
    category_id: Option<Option<CategoryId>>,
    slug: Option<&'a str>,
    name: Option<&'a str>,
    summary: Option<&'a str>,
    description: Option<&'a str>,
    vendor: Option<&'a str>,
    tags: Option<Vec<&'a str>>,
    status: Option<&'static str>,
    updated_at: DateTime<Utc>,
}

/// Changes a product if it still has the version that the caller saw, and returns its new version; `None` if
/// it has another one by now. [`DbError::Unique`] of `products_slug_key` when the slug is taken.
pub async fn update_product(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: ProductId,
    version: i64,
    changes: &ProductChanges,
) -> Result<Option<i64>, DbError> {
    changes::note(Change::Catalogue);
    let row = ChangedRow {
        category_id: changes.category_id,
        slug: changes.slug.as_ref().map(Slug::as_str),
        name: changes.name.as_ref().map(PlainText::as_str),
        summary: changes.summary.as_ref().map(PlainText::as_str),
        description: changes.description.as_ref().map(PlainText::as_str),
        vendor: changes.vendor.as_ref().map(PlainText::as_str),
        tags: changes.tags.as_deref().map(texts),
        status: changes.status.map(ProductStatus::as_str),
        updated_at: now,
    };
    let version = diesel::update(products::table.find(id).filter(products::version.eq(version)))
        .set((row, products::version.eq(products::version + 1)))
        .returning(products::version)
        .get_result(tx)
        .await
        .optional()?;
    Ok(version)
}

/// Raises the version for a change of what belongs to the product, under the same condition.
pub async fn bump_version(
    tx: &mut Conn,
    now: DateTime<Utc>,
    id: ProductId,
    version: i64,
) -> Result<Option<i64>, DbError> {
    changes::note(Change::Catalogue);
    update_product(tx, now, id, version, &ProductChanges::default()).await
}

/// Copies the lowest and highest price of the variants to the product, after any of them changed.
pub async fn refresh_price_range(tx: &mut Conn, id: ProductId) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::sql_query(
        "UPDATE products SET (min_price_minor, max_price_minor) = \
         (SELECT min(price_minor), max(price_minor) FROM product_variants WHERE product_id = products.id) \
         WHERE id = $1",
    )
    .bind::<SqlUuid, _>(id)
    .execute(tx)
    .await?;
    Ok(())
}

fn texts(lines: &[PlainText]) -> Vec<&str> {
    lines.iter().map(PlainText::as_str).collect()
}
