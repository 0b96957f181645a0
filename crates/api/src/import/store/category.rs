//! Categories that a file names.

use securecart_db::{
    Conn, DbError,
    catalog::{NewCategory, find_category_id, insert_category, place_category},
};
use securecart_domain::{
    CategoryId,
    catalog::{PlainText, Slug},
};

use crate::{adapters::clock::Clock, import::product::ImportedCategory};

/// The category of that slug, which is added if there is none, in the categories that the file says it lies in. One
/// that is there stays where and as it is.
pub(super) async fn find_or_add(
    tx: &mut Conn,
    clock: &Clock,
    category: &ImportedCategory,
) -> Result<CategoryId, DbError> {
    let mut below = None;
    for (slug, name) in &category.above {
        below = Some(find_or_add_below(tx, clock, below, (slug, name)).await?);
    }
    find_or_add_below(tx, clock, below, (&category.slug, &category.name)).await
}

async fn find_or_add_below(
    tx: &mut Conn,
    clock: &Clock,
    below: Option<CategoryId>,
    (slug, name): (&Slug, &PlainText),
) -> Result<CategoryId, DbError> {
    if let Some(id) = find_category_id(tx, slug).await? {
        return Ok(id);
    }
    let new = NewCategory {
        id: CategoryId::new(clock.uuid()),
        slug: slug.clone(),
        name: name.clone(),
        description: String::new(),
        image_url: None,
    };
    let id = insert_category(tx, &new).await?;
    if let Some(below) = below.filter(|_| id == new.id) {
        place_category(tx, id, below).await?;
    }
    Ok(id)
}
