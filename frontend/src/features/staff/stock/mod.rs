//! Stock that is counted where it is shown.

mod cell;
mod count;
mod price;

pub(super) use cell::{StockCell, StockStateBadge};
pub(super) use count::StockCount;
pub(super) use price::price_range;
