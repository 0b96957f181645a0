//! Who is asking, and whether they may.

pub mod authority;
pub mod csrf;
pub mod device;
mod fresh;
pub mod held_permissions;
pub mod password;
pub mod perm;
mod proof;
mod required_factor;
pub mod session;
mod session_store;
pub mod token;

pub use fresh::{Fresh, confirmation_required, confirms_with_second_factor, is_recent};
pub(crate) use proof::not_signed_in;
pub use proof::{Actor, Allowed, Anyone, Browsing, Shopper, SignedIn};
pub use required_factor::{second_factor_asked_of, second_factor_missing};
pub use session_store::{DbSessionStore, SESSION_ENDED};
