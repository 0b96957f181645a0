//! Shipping methods: how orders reach their buyers.

mod manage;
mod record;

pub use manage::{delete_method, insert_method, update_method};
pub use record::{MethodRecord, count_methods, find_method, list_active_methods, list_methods};
