//! What is sent of an order, on its page.

mod card;
mod dialog;
mod draft;

pub(super) use card::ShipmentsCard;
