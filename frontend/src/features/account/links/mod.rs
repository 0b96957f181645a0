//! The pages that mailed links lead to, and the one where a link is asked for.

mod forgot_page;
mod reset_form;
mod reset_page;
mod token;
mod undo_page;
mod verify_page;

pub use forgot_page::ForgotPage;
pub use reset_page::ResetPage;
pub(crate) use token::take_token;
pub use undo_page::UndoPage;
pub use verify_page::VerifyPage;
