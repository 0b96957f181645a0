//! Everybody's accounts.

mod account_card;
mod filters;
mod page;
mod roles_card;
mod row;
mod selection;
mod steps;
mod user_page;

pub(super) use page::UsersPage;
pub use selection::UserSelection;
pub(super) use user_page::UserPage;
