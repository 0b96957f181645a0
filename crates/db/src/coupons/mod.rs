//! Coupons: what staff made, what carts carry, what checkouts have used.

mod manage;
mod on_cart;
mod record;
mod redemptions;

pub use manage::{insert_coupon, update_coupon};
pub use on_cart::{CouponOnCart, find_coupon_on_cart, put_coupon_on_cart, take_coupon_off_cart};
pub use record::{
    CouponFilter, CouponRecord, CouponScope, find_coupon, find_coupon_id_by_code, list_coupons,
};
pub use redemptions::{NewRedemption, Redeemed, redeem_coupon, release_redemption, reserve_redemption};
