//! What the shop writes to people: promised inside a transaction, worded and sent after it.
//!
//! A promise names its mail and the ids it is about. Addresses are looked up, words chosen and secret links drawn
//! when the mail leaves, so that the outbox holds nothing worth stealing.

mod account_letters;
mod address_change;
mod deliver;
mod farewell;
mod kinds;
mod letter;
mod links;
#[cfg(test)]
mod money_previews;
mod notice;
mod order_confirmation;
mod order_letters;
#[cfg(test)]
mod parcel_previews;
#[cfg(test)]
mod previews;
mod promise;
mod quota;
mod refund_letters;
mod return_letters;
#[cfg(test)]
mod return_previews;
mod shipment_letters;
mod stock_letters;

pub(crate) use address_change::SealedAddress;
pub(crate) use deliver::deliver;
pub use farewell::{FarewellError, promise_farewell};
pub use kinds::Mail;
pub(crate) use links::still_fits;
pub use notice::Notice;
pub use promise::{notify, promise};
pub(crate) use quota::{Quota, WINDOW};
