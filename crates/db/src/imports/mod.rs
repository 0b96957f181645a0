//! Imports of product files: what was uploaded, how far it is, and what it did to which product.

mod pictures;
mod products;
mod progress;
mod record;

pub use pictures::{PictureCounts, count_pictures};
pub use products::{
    Applied, ImportProduct, NewImportProduct, OutcomeCounts, UndoCounts, count_outcomes, count_undone,
    find_import_product, insert_import_products, list_import_products, note_applied, note_undone,
};
pub use progress::{
    FileCounts, LeasedImport, begin_step, find_file, finish_step, give_up, hold, lease_import, note_counts,
    release,
};
pub use record::{ImportRecord, NewImport, find_import, forget_imports, insert_import, list_imports};
