//! One mail when something is there again: asked for, confirmed and ended.

mod link_page;
mod tell_me;

pub use link_page::{ConfirmStockMailPage, StopStockMailPage};
pub(super) use tell_me::TellMe;
