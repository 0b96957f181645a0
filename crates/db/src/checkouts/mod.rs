//! Checkouts: where an attempt to pay stands. What it holds is in [`crate::stock`], what it buys in
//! [`crate::orders`].

mod assign;
mod progress;
mod queue;
mod record;
mod start;

pub use assign::assign_checkouts_to_customer;
pub use progress::{lock_checkout, move_checkout, store_session};
pub use queue::{UnsettledCheckout, claim_for_check, claim_unsettled};
pub use record::{
    CheckoutRecord, find_checkout_any, find_checkout_by_session, find_checkout_for_owner,
    list_unsettled_for_owner,
};
pub use start::{NewCheckout, insert_checkout};
