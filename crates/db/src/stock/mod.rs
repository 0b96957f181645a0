//! Stock: how much there is, and what open checkouts hold of it: taken, given back, or gone with a paid order.
//!
//! Every change of a counter is one conditional `UPDATE` and one entry of the ledger (`stock_movements`), in the
//! same transaction. Counters are changed in the order of their variants' ids, so that two transactions wait for
//! each other in one direction only.

mod end;
mod hold;
mod item;
mod ledger;
mod levels;
mod movement;
mod reservations;
mod restock;

pub use end::{HeldStock, claim_holds, release_holds};
pub use hold::{NewHolds, Shortage, hold_stock};
pub use item::StockItem;
pub use ledger::{MovementFilter, MovementRecord, list_movements_any};
pub use levels::{LevelFilter, LevelRecord, find_level_any, list_levels_any, update_thresholds};
pub use reservations::{ReservationRecord, list_reservations_any};
pub use restock::{Restocked, restock_lines};
