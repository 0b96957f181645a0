//! What is for sale.

mod card;
mod gallery;
mod price_tag;
mod variant_choices;
mod variant_picker;

pub use card::{ProductCard, ProductGrid, StockNote};
pub use gallery::{Picture, PictureGallery};
pub use price_tag::{PriceSize, PriceTag};
pub use variant_choices::{Combination, variant_choices};
pub use variant_picker::{OptionChoice, OptionGroup, VariantPicker};
