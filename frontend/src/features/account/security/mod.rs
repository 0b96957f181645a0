//! What it takes to get into the own account: sign-in codes and the password.

mod kept_codes;
mod off;
mod on;
mod page;
mod set_up;
mod sign_in_codes;
mod switches;

pub use page::SecurityPage;
pub use sign_in_codes::SignInCodes;
