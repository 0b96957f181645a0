//! Names, addresses and passwords of accounts.

mod device;
mod email;
mod link_purpose;
mod password;
mod username;

pub use device::device_in_words;
pub use email::{Email, InvalidEmail};
pub use link_purpose::LinkPurpose;
pub use password::{NewPassword, WeakPassword};
pub use username::{InvalidUsername, Username};
