//! Carts: one per customer, one per guest.
//!
//! Whoever changes a cart holds the lock on its row, so two changes of one cart never mix. Locks are taken in
//! the order cart, coupon, stock, counters.

mod lines;
mod merge;
mod offer;
mod owned;
mod purchase;
mod view;

pub use lines::{
    CartLineToChange, delete_line_for_owner, find_line_for_owner, put_line, set_quantity, set_seen_price,
};
pub use merge::merge_guest_into_customer;
pub use offer::{Offer, Wanted, find_offer};
pub use owned::{find_cart_for_owner, lock_cart_for_owner, touch_cart};
pub use purchase::take_bought_lines_out;
pub use view::{CartLineRecord, CartView, view_cart};
