//! Where a day of work begins.

mod orders;
mod page;
mod stock;

pub(super) use page::OverviewPage;
