//! Branches of the catalogue.

use diesel::{ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, dsl::max};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CategoryId,
    catalog::{PlainText, Slug},
};

use super::{
    changes::{self, Change},
    likeness::is_active,
};
use crate::{
    Conn, DbError,
    schema::{categories, products},
};

/// A category with the number of its products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRecord {
    /// Its id.
    pub id: CategoryId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What is in it, in a sentence.
    pub description: String,
    /// A picture, if there is one.
    pub image_url: Option<String>,
    /// How many of its products shoppers see.
    pub product_count: u64,
}

type Row = (CategoryId, String, String, String, Option<String>, Option<i64>);

/// All categories in the order of the shop.
pub async fn list_categories(conn: &mut Conn) -> Result<Vec<CategoryRecord>, DbError> {
    let count = products::table
        .filter(products::category_id.eq(categories::id.nullable()))
        .filter(is_active())
        .count()
        .single_value();
    let rows: Vec<Row> = categories::table
        .order((categories::position, categories::name, categories::id))
        .select((
            categories::id,
            categories::slug,
            categories::name,
            categories::description,
            categories::image_url,
            count,
        ))
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, slug, name, description, image_url, count)| CategoryRecord {
            id,
            slug,
            name,
            description,
            image_url,
            product_count: count.and_then(|count| u64::try_from(count).ok()).unwrap_or(0),
        })
        .collect())
}

/// The id of the category of that slug.
pub async fn find_category_id(conn: &mut Conn, slug: &Slug) -> Result<Option<CategoryId>, DbError> {
    let id = categories::table
        .filter(categories::slug.eq(slug.as_str()))
        .select(categories::id)
        .first(conn)
        .await
        .optional()?;
    Ok(id)
}

/// A category to be added at the end of the shop's order.
#[derive(Clone, Debug)]
pub struct NewCategory {
    /// Its id.
    pub id: CategoryId,
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name, at most 100 characters.
    pub name: PlainText,
    /// What is in it, in a sentence.
    pub description: String,
    /// A picture, if there is one.
    pub image_url: Option<String>,
}

/// Adds a category, unless there is one of that slug already; returns the id of the one that is there.
pub async fn insert_category(tx: &mut Conn, new: &NewCategory) -> Result<CategoryId, DbError> {
    changes::note(Change::Catalogue);
    let last: Option<i32> = categories::table.select(max(categories::position)).first(tx).await?;
    diesel::insert_into(categories::table)
        .values((
            categories::id.eq(new.id),
            categories::slug.eq(new.slug.as_str()),
            categories::name.eq(new.name.as_str()),
            categories::description.eq(&new.description),
            categories::image_url.eq(&new.image_url),
            categories::position.eq(last.unwrap_or(0).saturating_add(1)),
        ))
        .on_conflict(categories::slug)
        .do_nothing()
        .execute(tx)
        .await?;
    find_category_id(tx, &new.slug).await?.ok_or(DbError::NotFound)
}

/// Puts a category that was just added below another one.
pub async fn place_category(tx: &mut Conn, id: CategoryId, below: CategoryId) -> Result<(), DbError> {
    diesel::update(categories::table.find(id)).set(categories::parent_id.eq(Some(below))).execute(tx).await?;
    Ok(())
}
