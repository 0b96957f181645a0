//! What the shop keeps of a customer: in plain words, what they agreed to, a copy, and the end.

mod consents_card;
mod copy_card;
mod erase_card;
mod goodbye_page;
mod kept;
mod page;

pub use goodbye_page::GoodbyePage;
pub use page::PrivacyPage;
