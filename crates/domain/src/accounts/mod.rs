//! Names, addresses and passwords of accounts.

mod email;
mod password;
mod username;

pub use email::{Email, InvalidEmail};
pub use password::{NewPassword, WeakPassword};
pub use username::{InvalidUsername, Username};
