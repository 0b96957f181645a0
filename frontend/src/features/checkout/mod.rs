//! From the cart to the payment page and back.

mod cancelled_page;
mod held;
mod outcome;
mod page;
mod success_page;
mod words;

pub use cancelled_page::CancelledPage;
pub use held::HeldNotice;
pub use page::CheckoutPage;
pub use success_page::SuccessPage;
