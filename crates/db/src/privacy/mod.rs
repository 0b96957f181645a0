//! What the shop keeps of a person, all of it: for the copy that they may have, and for its end.

pub mod consents;
pub mod erase;
pub mod held;
pub mod purchases;
pub mod retention;

mod activity;

pub use activity::list_activity_for_owner;
