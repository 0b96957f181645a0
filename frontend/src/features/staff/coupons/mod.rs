//! Coupons: what there are, making one, and when and how often it can be used.

mod coverage;
mod coverage_fields;
mod covered;
mod draft;
mod edit_page;
mod filters;
mod form;
mod new_page;
mod page;
mod product_picker;
mod selection;
mod state;

pub(super) use edit_page::CouponPage;
pub(super) use new_page::NewCouponPage;
pub(super) use page::CouponsPage;
pub use selection::CouponSelection;
