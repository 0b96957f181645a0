//! Stock that open checkouts hold: taken, given back, or gone with a paid order.
//!
//! Every change of a counter is one conditional `UPDATE` and one entry of the ledger (`stock_movements`), in the
//! same transaction. Counters are changed in the order of their variants' ids, so that two transactions wait for
//! each other in one direction only.

mod end;
mod hold;
mod movement;
mod restock;

pub use end::{HeldStock, claim_holds, release_holds};
pub use hold::{NewHolds, Shortage, hold_stock};
pub use restock::{Restocked, restock_lines};
