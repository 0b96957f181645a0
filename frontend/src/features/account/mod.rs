//! Signing in and out, opening an account, and the own data.

mod addresses;
mod confirm_dialog;
mod devices_page;
mod email_card;
mod links;
mod login_page;
mod passkeys;
mod password_card;
mod password_hint;
mod password_meter;
mod privacy;
mod profile_page;
mod register_form;
mod register_page;
mod registration;
mod second_step;
mod security;
mod sign_out;
mod tabs;
mod verification_notice;
mod wishlist_page;

pub use addresses::{AddressDraft, AddressFields, AddressPointers, AddressesPage, all_countries};
pub use confirm_dialog::ConfirmIdentityDialog;
pub use devices_page::DevicesPage;
pub(crate) use links::take_token;
pub use links::{ForgotPage, ResetPage, UndoPage, VerifyPage};
pub use login_page::LoginPage;
pub use passkeys::Passkeys;
pub use privacy::{GoodbyePage, PrivacyPage};
pub use profile_page::ProfilePage;
pub use register_page::RegisterPage;
pub use security::{Factor, SecurityPage, SignInCodes};
pub use sign_out::sign_out;
pub use tabs::AccountTabs;
pub use wishlist_page::WishlistPage;
