//! Categories as staff keep them.

mod create_category;
mod delete_category;
mod error;
mod get_admin_category;
mod list_admin_categories;
mod service;
mod update_category;

use securecart_db::catalog::CategoryRecord;
use securecart_domain::catalog::{InvalidText, PlainText};
use securecart_dto::categories::AdminCategory;
use utoipa_actix_web::service_config::ServiceConfig;

use error::CategoryError;

/// The operations on categories.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_admin_categories::list_admin_categories)
        .service(create_category::create_category)
        .service(get_admin_category::get_admin_category)
        .service(update_category::update_category)
        .service(delete_category::delete_category);
}

/// The longest name and the longest description, in characters.
const MAX_NAME: usize = 100;
const MAX_DESCRIPTION: usize = 300;

fn name(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::line(text, MAX_NAME)
}

fn description(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::optional_line(text, MAX_DESCRIPTION)
}

/// The one of that place in the list, with its place among those of the same parent.
fn admin_category(all: &[CategoryRecord], record: &CategoryRecord) -> AdminCategory {
    let siblings = all.iter().filter(|other| other.parent_id == record.parent_id);
    let before = siblings.take_while(|other| other.id != record.id).count();
    AdminCategory {
        id: record.id,
        parent_id: record.parent_id,
        slug: record.slug.clone(),
        name: record.name.clone(),
        description: record.description.clone(),
        image_url: record.image_url.clone(),
        position: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
        own_product_count: record.own_count,
        product_count: record.product_count,
        version: record.version,
    }
}
