//! Categories that a file names.

use securecart_db::{
    Conn, DbError,
    catalog::{NewCategory, find_category_id, insert_category},
};
use securecart_domain::CategoryId;

use crate::{adapters::clock::Clock, import::product::ImportedCategory};

/// The category of that slug, which is added if there is none.
pub(super) async fn find_or_add(
    tx: &mut Conn,
    clock: &Clock,
    category: &ImportedCategory,
) -> Result<CategoryId, DbError> {
    if let Some(id) = find_category_id(tx, &category.slug).await? {
        return Ok(id);
    }
    let new = NewCategory {
        id: CategoryId::new(clock.uuid()),
        slug: category.slug.clone(),
        name: category.name.clone(),
        description: String::new(),
        image_url: None,
    };
    insert_category(tx, &new).await
}
