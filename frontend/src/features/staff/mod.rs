//! The staff area, loaded only when somebody goes there.

mod audit;
mod categories;
mod coupons;
mod delivery;
mod edited;
mod factor_first;
mod frame;
mod imports;
mod inventory;
mod list_frame;
mod listing;
mod needs;
mod order;
mod orders;
mod overview;
mod pages;
mod product;
mod products;
mod refunds;
mod returns;
mod reviews;
mod roles;
mod security;
mod shipments;
mod stock;
mod unsaved;
mod users;
mod words;

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::{Needs, guarded};
pub use audit::AuditSelection;
pub use coupons::CouponSelection;
pub use imports::{HistorySelection, RowSelection};
pub use inventory::{LevelSelection, MovementSelection};
pub use orders::OrderSelection;
pub use products::ProductSelection;
pub use returns::ReturnSelection;
pub use reviews::ReviewSelection;
pub use security::SecuritySelection;
pub use users::UserSelection;

/// Everything below `/admin`, as a part of the app of its own. Guests are sent to sign in first.
#[derive(Debug)]
pub struct AdminRoute;

#[lazy_route]
impl LazyRoute for AdminRoute {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let AdminRoute = this;
        guarded(Needs::Account, frame::StaffFrame)()
    }
}
