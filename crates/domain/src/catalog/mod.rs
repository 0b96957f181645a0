//! Products, their variants and how people look for them.

mod category_tree;
mod option_choices;
mod picture;
mod picture_failure;
mod picture_name;
mod plain_text;
mod product_file;
mod sku;
mod slug;
mod status;

pub use category_tree::{InTree, MAX_CATEGORY_LEVELS, depth, in_tree_order, is_within, way_to};
pub use option_choices::{InvalidChoice, OptionChoices};
pub use picture::{MAX_PICTURE_BYTES, MAX_PICTURES, PictureKind, picture_alt};
pub use picture_failure::PictureFailure;
pub use picture_name::{MAX_SHOWN_SIDE, PictureName, PictureSource, narrower_widths, picture_sources};
pub use plain_text::{InvalidText, PlainText};
pub use product_file::{ImportMode, ImportOutcome, ImportStatus, ProductFileFormat, UndoOutcome};
pub use sku::{InvalidSku, Sku};
pub use slug::{InvalidSlug, Slug};
pub use status::{MovementKind, ProductSort, ProductStatus, StockFilter};
