//! How orders reach their buyers, and which tax is due where.

mod method_draft;
mod method_page;
mod page;
mod rate_draft;
mod rate_page;
mod remove;

pub(super) use method_page::{MethodPage, NewMethodPage};
pub(super) use page::DeliveryPage;
pub(super) use rate_page::{NewRatePage, RatePage};
