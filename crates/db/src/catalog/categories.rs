//! Branches of the catalogue.

use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    dsl::max,
    sql_types::{BigInt, Integer, Nullable, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CategoryId,
    catalog::{InTree, PlainText, Slug, in_tree_order},
};

use super::changes::{self, Change};
use crate::{Conn, DbError, schema::categories};

/// A category with the number of its products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRecord {
    /// Its id.
    pub id: CategoryId,
    /// The category it lies in; none for the outermost.
    pub parent_id: Option<CategoryId>,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What is in it, in a sentence.
    pub description: String,
    /// A picture, if there is one.
    pub image_url: Option<String>,
    /// Its place among those of the same parent: the least comes first.
    pub position: i32,
    /// Goes up with every change of it by staff.
    pub version: i64,
    /// How many products lie in itself.
    pub own_count: u64,
    /// How many products lie in it and below it.
    pub product_count: u64,
}

impl InTree for CategoryRecord {
    fn id(&self) -> CategoryId {
        self.id
    }

    fn parent_id(&self) -> Option<CategoryId> {
        self.parent_id
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Uuid)]
    id: CategoryId,
    #[diesel(sql_type = Nullable<Uuid>)]
    parent_id: Option<CategoryId>,
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    description: String,
    #[diesel(sql_type = Nullable<Text>)]
    image_url: Option<String>,
    #[diesel(sql_type = Integer)]
    position: i32,
    #[diesel(sql_type = BigInt)]
    version: i64,
    #[diesel(sql_type = BigInt)]
    own_count: i64,
    #[diesel(sql_type = BigInt)]
    product_count: i64,
}

/// Every product is read once, however deep the categories lie.
macro_rules! counted_categories {
    ($shelf:literal) => {
        concat!(
            "WITH counted AS (
  SELECT s.category_id, count(*) AS products FROM product_shelf s WHERE ",
            $shelf,
            " AND s.category_id IS NOT NULL GROUP BY s.category_id
), below AS (
  SELECT w.above_id AS id, sum(n.products) AS products
  FROM category_ways() w JOIN counted n ON n.category_id = w.category_id GROUP BY w.above_id
)
SELECT c.id, c.parent_id, c.slug, c.name, c.description, c.image_url, c.position, c.version,
  coalesce(n.products, 0)::bigint AS own_count, coalesce(b.products, 0)::bigint AS product_count
FROM categories c LEFT JOIN counted n ON n.category_id = c.id LEFT JOIN below b ON b.id = c.id
ORDER BY c.position, c.name, c.id"
        )
    };
}

/// All categories in the order of the shop, each followed by those below it, with the number of products that shoppers
/// see.
pub async fn list_categories(conn: &mut Conn) -> Result<Vec<CategoryRecord>, DbError> {
    list(conn, counted_categories!("s.shown")).await
}

/// The same with the number of all products, for staff.
pub async fn list_categories_any(conn: &mut Conn) -> Result<Vec<CategoryRecord>, DbError> {
    list(conn, counted_categories!("true")).await
}

async fn list(conn: &mut Conn, query: &str) -> Result<Vec<CategoryRecord>, DbError> {
    let rows: Vec<Row> = diesel::sql_query(query).load(conn).await?;
    Ok(in_tree_order(rows.into_iter().map(CategoryRecord::from).collect()))
}

impl From<Row> for CategoryRecord {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            parent_id: row.parent_id,
            slug: row.slug,
            name: row.name,
            description: row.description,
            image_url: row.image_url,
            position: row.position,
            version: row.version,
            own_count: u64::try_from(row.own_count).unwrap_or(0),
            product_count: u64::try_from(row.product_count).unwrap_or(0),
        }
    }
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

/// Puts a category that was just added below another one. [`DbError::Check`] of `categories_have_five_levels` where that
/// would be too deep.
pub async fn place_category(tx: &mut Conn, id: CategoryId, below: CategoryId) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::update(categories::table.find(id)).set(categories::parent_id.eq(Some(below))).execute(tx).await?;
    Ok(())
}
