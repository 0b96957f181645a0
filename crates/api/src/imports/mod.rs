//! Imports of product files by staff: a file is checked first, and nothing changes; then it can be applied; then it can be
//! undone. Each step goes on by itself, whichever instance of the shop works on it.

mod answers;
mod apply_import;
mod create_import;
mod error;
mod form;
mod get_import;
mod job;
mod list_import_rows;
mod list_imports;
mod service;
mod undo_import;

use utoipa_actix_web::service_config::ServiceConfig;

pub use job::{OpenFile, work_on_import};

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_imports::list_imports)
        .service(create_import::create_import)
        .service(get_import::get_import)
        .service(list_import_rows::list_import_rows)
        .service(apply_import::apply_import)
        .service(undo_import::undo_import);
}
