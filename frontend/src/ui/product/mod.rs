//! What is for sale.

mod card;
mod gallery;
mod hero;
mod line_item;
mod picture_sheet;
mod price_tag;
mod tile;
mod variant_choices;
mod variant_picker;

pub use card::{CardRating, ProductCard, ProductGrid, StockNote};
pub use gallery::{Loading, Picture, PictureGallery};
pub use hero::Hero;
pub use line_item::{LineItem, LineItems};
pub use picture_sheet::{PictureSheet, PictureSheets};
pub use price_tag::{PriceSize, PriceTag};
pub use tile::{Tile, TileGrid};
pub use variant_choices::{Combination, variant_choices};
pub use variant_picker::{OptionChoice, OptionGroup, VariantPicker};
