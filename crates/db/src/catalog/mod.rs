//! Products, variants, categories, pictures and the counts of the stock.
//!
//! Lists of shoppers load in one statement, what there is to choose beside them in another; staff lists in three however
//! long they are: the products with their categories, then all their variants with stock, then their pictures.

mod admin_list;
mod announced;
mod categories;
mod category_changes;
pub(crate) mod changes;
mod details;
mod exports;
mod facets;
mod generate;
mod images;
mod imports;
mod likeness;
mod list;
mod list_order;
mod narrowing;
mod options;
mod products;
mod records;
mod related;
mod removal;
mod search;
mod spelling;
mod stock_counts;
mod suggest;
mod summaries;
mod variants;
mod without_avif;

pub use admin_list::{AdminFilter, AdminOrder, list_products_any};
pub use announced::{
    AnnouncedPicture, NextTry, ask_for_picture_again, claim_announced, note_picture_failure, place_announced,
};
pub use categories::{
    CategoryRecord, NewCategory, find_category_id, insert_category, list_categories, list_categories_any,
    place_category,
};
pub use category_changes::{
    CategoryChanges, CategoryUses, delete_category, find_free_category_slug, insert_category_below,
    lock_categories, lock_category_uses, order_categories, update_category,
};
pub use changes::{CatalogChanges, CatalogState, listen};
pub use details::{
    ProductKey, find_active_product, find_active_product_id, find_product_any, lock_product_any,
};
pub use exports::{list_category_paths, list_products_to_export};
pub use facets::{FacetCounts, OptionCount, count_facets};
pub use generate::{analyze_generated, generate_products};
pub use images::{ImagePlace, NewImage, delete_images, insert_images, move_image, move_images};
pub use imports::{count_products_by_source, find_free_slug, find_product_by_slug, find_product_by_source};
pub use list::{ListOrder, ProductFilter, ProductList, list_active_products};
pub use options::{
    OptionRecord, insert_option, insert_option_values, list_options, rename_option, replace_option_values,
};
pub use products::{
    NewProduct, ProductChanges, bump_version, insert_product, refresh_price_range, update_product,
};
pub use records::{
    CategoryName, ImageFetch, ImageRecord, OptionPair, ProductCard, ProductRecord, VariantRecord,
};
pub use related::{list_cards, list_related_products};
pub use removal::{
    ProductTraces, delete_other_variants, delete_product, delete_variant, find_product_traces,
};
pub use search::SearchWords;
pub(crate) use search::anywhere;
pub use stock_counts::{
    LedgerState, NewStock, StockAdjustment, StockCount, adjust_on_hand, check_ledger, find_stock_count,
    insert_stock_count,
};
pub use suggest::{SuggestedCard, SuggestionList, suggest_categories, suggest_products};
pub use variants::{NewVariant, VariantChanges, insert_variant, update_variant};
pub use without_avif::{PictureWithoutAvif, claim_without_avif, close_avif};
