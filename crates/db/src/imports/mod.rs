//! Imports of product files: what was uploaded, how far it is, and what it did to which product.

mod counts;
mod file;
mod products;
mod progress;
mod record;

pub use counts::{ImportTally, PictureCounts, tally_imports};
pub use file::find_file;
pub use products::{
    Applied, ImportProduct, NewImportProduct, find_import_product, insert_import_products,
    list_import_products, note_applied, note_undone,
};
pub use progress::{
    FileCounts, LeasedImport, begin_step, finish_step, give_up, hold, lease_import, note_counts, put_off,
    release,
};
pub use record::{ImportRecord, NewImport, find_import, forget_imports, insert_import, list_imports};
