//! From the cart to the payment page and back.

mod cancelled_page;
mod outcome;
mod pay_button;
mod success_page;
mod words;

pub use cancelled_page::CancelledPage;
pub use pay_button::PayButton;
pub use success_page::SuccessPage;
