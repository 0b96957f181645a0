//! Who is asking, and whether they may.

pub mod authority;
pub mod csrf;
pub mod device;
mod fresh;
pub mod held_permissions;
pub mod password;
pub mod perm;
mod proof;
pub mod session;
mod session_store;
pub mod token;

pub use fresh::{Fresh, confirmation_required, is_recent};
pub use proof::{Actor, Allowed, Anyone, Browsing, Shopper, SignedIn};
pub use session_store::{DbSessionStore, SESSION_ENDED};
