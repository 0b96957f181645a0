//! Where a day of work begins.

mod orders;
mod page;
mod stock;
mod too_much;

pub(super) use page::OverviewPage;
