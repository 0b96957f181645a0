//! What comes back from customers.
//!
//! A return takes its units from what was sent of the lines, held by `CHECK`s; a rejected one gives them back. Whoever
//! changes one locks the order first.

mod list;
mod record;
mod write;

pub use list::{OpenReturn, ReturnFilter, count_returns_any, list_open_returns_any};
pub use record::{ReturnLineRecord, ReturnRecord, find_return_any, forget_notes, list_returns_any};
pub(crate) use write::note_failed_refund;
pub use write::{NewReturn, NewReturnLine, Step, insert_return, note_restocked, release_units, step_return};
