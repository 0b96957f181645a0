//! The address book.

mod book;
mod draft;
mod fields;
mod form;
mod page;
mod remove;

pub use draft::AddressDraft;
pub use fields::{AddressFields, AddressPointers, all_countries};
pub use page::AddressesPage;
