//! Money that goes back, on the page of an order.

mod cancel;
mod card;
mod dialog;
mod draft;

pub(super) use cancel::CancelOrder;
pub(super) use card::RefundsCard;
