//! What comes back of an order, as its customer sees it.

mod ask;
mod form;
mod list;
mod words;

pub use ask::AskForReturn;
pub use form::Returned;
pub use list::ReturnList;
pub use words::return_words;
