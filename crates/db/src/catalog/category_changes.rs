//! What staff do with categories.

use diesel::{
    AsChangeset, ExpressionMethods, OptionalExtension, QueryDsl, TextExpressionMethods,
    dsl::{exists, max, select},
    sql_types::{Array, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CategoryId,
    catalog::{PlainText, Slug},
};
use uuid::Uuid;

use super::{
    NewCategory,
    changes::{self, Change},
    imports::first_free,
    search::escaped,
};
use crate::{
    Conn, DbError,
    schema::{categories, coupon_categories, products},
};

/// Whoever changes categories waits here for everybody who does so already.
pub async fn lock_categories(tx: &mut Conn) -> Result<(), DbError> {
    diesel::sql_query("SELECT lock_category_tree()").execute(tx).await?;
    Ok(())
}

/// A slug that no category has: the wanted one, or with the first number from 2 on that makes it free.
pub async fn find_free_category_slug(conn: &mut Conn, wanted: &Slug) -> Result<Slug, DbError> {
    let numbered = format!("{}-%", escaped(wanted.as_str()));
    let taken: Vec<String> = categories::table
        .filter(categories::slug.eq(wanted.as_str()))
        .or_filter(categories::slug.like(numbered))
        .select(categories::slug)
        .load(conn)
        .await?;
    Ok(first_free(wanted, &taken))
}

/// Adds a category as the last of its parent. [`DbError::Unique`] of `categories_slug_key` when the slug is taken,
/// [`DbError::ForeignKey`] of `categories_parent_id_fkey` when there is no such parent, and [`DbError::Check`] of
/// `categories_have_five_levels` when that lies too deep.
pub async fn insert_category_below(
    tx: &mut Conn,
    new: &NewCategory,
    parent: Option<CategoryId>,
) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    let position = last_position(tx).await?;
    diesel::insert_into(categories::table)
        .values((
            categories::id.eq(new.id),
            categories::parent_id.eq(parent),
            categories::slug.eq(new.slug.as_str()),
            categories::name.eq(new.name.as_str()),
            categories::description.eq(&new.description),
            categories::image_url.eq(&new.image_url),
            categories::position.eq(position),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// A place behind all others.
async fn last_position(tx: &mut Conn) -> Result<i32, DbError> {
    let last: Option<i32> = categories::table.select(max(categories::position)).first(tx).await?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

/// Changes of a category; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CategoryChanges {
    /// The category it lies in, whose last it becomes; `Some(None)` makes it one of the outermost.
    pub parent_id: Option<Option<CategoryId>>,
    /// Its place in addresses.
    pub slug: Option<Slug>,
    /// Its name.
    pub name: Option<PlainText>,
    /// What is in it, in a sentence.
    pub description: Option<PlainText>,
}

#[derive(AsChangeset)]
#[diesel(table_name = categories)]
#[expect(clippy::option_option, reason = "Diesel tells a column that stays from one that is emptied so")]
struct ChangedRow<'a> {
    parent_id: Option<Option<CategoryId>>,
    position: Option<i32>,
    slug: Option<&'a str>,
    name: Option<&'a str>,
    description: Option<&'a str>,
}

/// Changes a category if it still has the version that the caller saw; false if it has another one by now. The errors are
/// those of [`insert_category_below`], and [`DbError::Check`] of `categories_lie_in_no_circle`.
pub async fn update_category(
    tx: &mut Conn,
    id: CategoryId,
    version: i64,
    changes: &CategoryChanges,
) -> Result<bool, DbError> {
    changes::note(Change::Catalogue);
    let row = ChangedRow {
        parent_id: changes.parent_id,
        position: match changes.parent_id {
            Some(_) => Some(last_position(tx).await?),
            None => None,
        },
        slug: changes.slug.as_ref().map(Slug::as_str),
        name: changes.name.as_ref().map(PlainText::as_str),
        description: changes.description.as_ref().map(PlainText::as_str),
    };
    let updated = diesel::update(categories::table.find(id).filter(categories::version.eq(version)))
        .set((row, categories::version.eq(categories::version + 1)))
        .execute(tx)
        .await?;
    Ok(updated > 0)
}

/// Puts the categories of one parent in that order.
pub async fn order_categories(tx: &mut Conn, ids: &[CategoryId]) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    diesel::sql_query("UPDATE categories SET position = array_position($1, id) WHERE id = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(ids)
        .execute(tx)
        .await?;
    Ok(())
}

/// What refers to a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryUses {
    /// Whether other categories lie in it.
    pub categories: bool,
    /// Whether products lie in it, whatever their state.
    pub products: bool,
    /// Whether coupons name it.
    pub coupons: bool,
}

/// What refers to a category; nothing comes to it while the transaction runs. `None` if there is no such category.
pub async fn lock_category_uses(tx: &mut Conn, id: CategoryId) -> Result<Option<CategoryUses>, DbError> {
    let locked: Option<CategoryId> =
        categories::table.find(id).select(categories::id).for_update().first(tx).await.optional()?;
    if locked.is_none() {
        return Ok(None);
    }
    let below = categories::table.filter(categories::parent_id.eq(id));
    let inside = products::table.filter(products::category_id.eq(id));
    let named = coupon_categories::table.filter(coupon_categories::category_id.eq(id));
    let (categories, products, coupons) =
        select((exists(below), exists(inside), exists(named))).get_result(tx).await?;
    Ok(Some(CategoryUses { categories, products, coupons }))
}

/// Removes a category that nothing refers to.
pub async fn delete_category(tx: &mut Conn, id: CategoryId) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::delete(categories::table.find(id)).execute(tx).await?;
    Ok(())
}
