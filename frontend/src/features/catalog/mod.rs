//! Finding something: home, categories, search, the product.

mod add_to_cart;
mod buy_box;
mod card;
mod categories;
mod category_page;
mod filter_bar;
mod filters;
mod filters_in_force;
mod heart;
mod home_page;
mod listing;
mod nothing_found;
mod option_filters;
mod picked;
mod popular;
mod price_range;
mod product_page;
mod related;
mod results;
mod reviews;
mod search_page;
mod stock_mail;
mod tree;
mod viewed;

pub use categories::{Categories, use_categories};
pub use category_page::CategoryPage;
pub use filters::Filters;
pub use home_page::HomePage;
pub use product_page::ProductPage;
pub use reviews::stars_in_words;
pub use search_page::SearchPage;
pub use stock_mail::{ConfirmStockMailPage, StopStockMailPage};
pub use tree::{category_choices, indented};
