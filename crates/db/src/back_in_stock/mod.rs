//! Who wants a mail when something is there again.

mod tell;
mod wishes;

pub use tell::{WishToTell, claim_wishes, find_wish_to_tell};
pub use wishes::{
    HeldStockWish, Standing, WishOwner, confirm_wish, delete_wishes_of_address, delete_wishes_with,
    find_variant_on_offer, forget_wishes, insert_wish, list_stock_wishes_for_owner,
};
