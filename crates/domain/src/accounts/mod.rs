//! Names, addresses and passwords of accounts.

mod device;
mod email;
mod password;
mod username;

pub use device::device_in_words;
pub use email::{Email, InvalidEmail};
pub use password::{NewPassword, WeakPassword};
pub use username::{InvalidUsername, Username};
