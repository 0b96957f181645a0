//! What it takes to get into the own account: sign-in codes, passkeys and the password.

mod factor;
mod kept_codes;
mod off;
mod on;
mod page;
mod recovery_codes;
mod set_up;
mod sign_in_codes;
mod switches;

pub use factor::Factor;
pub(super) use kept_codes::KeptCodes;
pub use page::SecurityPage;
pub use sign_in_codes::SignInCodes;
