//! The decisions about categories.

use securecart_db::{
    Conn,
    catalog::{
        CategoryChanges, CategoryRecord, NewCategory, delete_category as remove, find_free_category_slug,
        insert_category_below, list_categories_any, lock_categories, lock_category_uses, order_categories,
        update_category as store_changes,
    },
};
use securecart_domain::{CategoryId, catalog::Slug};
use securecart_dto::categories::AdminCategory;
use serde_json::{Value, json};

use super::{CategoryError, admin_category, create_category::CategoryDraft, update_category::CategoryEdit};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
    http::etag::IfMatch,
};

type Access = Allowed<perm::WriteProducts>;

/// The most categories of a shop: they all come on one page.
const MOST: usize = 1_000;

/// Adds a category as the last of its parent. A slug that is not given is made of the name, with a number if the name is
/// not the first of its kind.
pub(super) async fn create_category(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    draft: &CategoryDraft,
) -> Result<AdminCategory, CategoryError> {
    lock_categories(tx).await?;
    if list_categories_any(tx).await?.len() >= MOST {
        return Err(CategoryError::Full);
    }
    let new = NewCategory {
        id: CategoryId::new(clock.uuid()),
        slug: slug(tx, draft).await?,
        name: draft.name.clone(),
        description: draft.description.as_str().to_owned(),
        image_url: None,
    };
    insert_category_below(tx, &new, draft.parent).await?;
    let made = find(tx, new.id).await?;
    record(access, tx, clock, "category_created", made.id, json!({ "after": facts(&made) })).await?;
    Ok(made)
}

/// Changes or moves a category that still is what the caller saw; without any change it stays as it is.
pub(super) async fn update_category(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: CategoryId,
    if_match: &IfMatch,
    edit: &CategoryEdit,
) -> Result<AdminCategory, CategoryError> {
    lock_categories(tx).await?;
    let before = find_version(tx, id, if_match).await?;
    // Saying the parent that it has does not make it the last there.
    let parent_id = edit.changes.parent_id.filter(|parent| *parent != before.parent_id);
    let changes = CategoryChanges { parent_id, ..edit.changes.clone() };
    if changes == CategoryChanges::default() && edit.position.is_none_or(|place| place == before.position) {
        return Ok(before);
    }
    if !store_changes(tx, id, before.version, &changes).await? {
        return Err(CategoryError::Stale);
    }
    if let Some(place) = edit.position {
        put_in_place(tx, id, place).await?;
    }
    let after = find(tx, id).await?;
    let detail = audit::changes(&facts(&before), &facts(&after));
    record(access, tx, clock, "category_updated", id, detail).await?;
    Ok(after)
}

/// Gives a category a place among those of the same parent.
async fn put_in_place(tx: &mut Conn, id: CategoryId, place: u32) -> Result<(), CategoryError> {
    let all = list_categories_any(tx).await?;
    let parent = all.iter().find(|record| record.id == id).ok_or(CategoryError::NotFound)?.parent_id;
    let beside = all.iter().filter(|record| record.parent_id == parent && record.id != id);
    let mut order: Vec<CategoryId> = beside.map(|record| record.id).collect();
    let place = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
    let Some(place) = place.filter(|place| *place <= order.len()) else {
        return Err(CategoryError::NoSuchPlace(order.len().saturating_add(1)));
    };
    order.insert(place, id);
    Ok(order_categories(tx, &order).await?)
}

/// Removes a category that nothing refers to.
pub(super) async fn delete_category(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: CategoryId,
    if_match: &IfMatch,
) -> Result<(), CategoryError> {
    lock_categories(tx).await?;
    let before = find_version(tx, id, if_match).await?;
    let uses = lock_category_uses(tx, id).await?.ok_or(CategoryError::NotFound)?;
    if uses.categories || uses.products || uses.coupons {
        return Err(CategoryError::InUse(uses));
    }
    remove(tx, id).await?;
    record(access, tx, clock, "category_deleted", id, json!({ "before": facts(&before) })).await
}

/// The category as staff see it.
pub(super) async fn find(conn: &mut Conn, id: CategoryId) -> Result<AdminCategory, CategoryError> {
    let all: Vec<CategoryRecord> = list_categories_any(conn).await?;
    let found = all.iter().find(|record| record.id == id).ok_or(CategoryError::NotFound)?;
    Ok(admin_category(&all, found))
}

/// The same, if it is the version that the caller saw.
async fn find_version(
    tx: &mut Conn,
    id: CategoryId,
    if_match: &IfMatch,
) -> Result<AdminCategory, CategoryError> {
    let found = find(tx, id).await?;
    if_match.require(found.version).map_err(|_| CategoryError::Stale)?;
    Ok(found)
}

/// The slug that was given, or a free one made of the name.
async fn slug(tx: &mut Conn, draft: &CategoryDraft) -> Result<Slug, CategoryError> {
    if let Some(slug) = &draft.slug {
        return Ok(slug.clone());
    }
    let wanted = Slug::from_name(draft.name.as_str()).map_err(|_| CategoryError::NoSlug)?;
    Ok(find_free_category_slug(tx, &wanted).await?)
}

/// What the audit log tells of a category.
fn facts(category: &AdminCategory) -> Value {
    json!({
        "name": category.name, "slug": category.slug, "description": category.description,
        "parent_id": category.parent_id, "position": category.position,
    })
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: CategoryId,
    detail: Value,
) -> Result<(), CategoryError> {
    let (object_kind, object_key) = ("category", id.to_string());
    let entry = Entry { event, object_kind, object_key, outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
