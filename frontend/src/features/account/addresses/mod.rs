//! The address book.

mod book;
mod draft;
mod form;
mod page;
mod remove;

pub use page::AddressesPage;
