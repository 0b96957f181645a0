//! Passkeys: keys on people's devices that sign in without a password, or stand in for a code (W3C Web Authentication).
//!
//! The device asks its owner (finger, face or number) before it signs, so a passkey proves two things at once; the shop
//! keeps public keys only. An account with a passkey asks for more than the password.

mod add_passkey;
mod answer;
mod ask_passkey;
mod begin_passkey;
mod ceremony;
mod complete_login_with_passkey;
mod confirm_with_passkey;
mod error;
mod list_my_passkeys;
mod login_with_passkey;
mod names;
mod remove_passkey;
mod rename_passkey;
mod service;
mod signing_in;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use answer::{JudgedBy, spend_answer};
pub(crate) use ceremony::are_possible;
pub use error::PasskeyError;
pub(crate) use names::open as open_passkey;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(ask_passkey::ask_passkey)
        .service(login_with_passkey::login_with_passkey)
        .service(complete_login_with_passkey::complete_login_with_passkey)
        .service(confirm_with_passkey::confirm_with_passkey)
        .service(list_my_passkeys::list_my_passkeys)
        .service(begin_passkey::begin_passkey)
        .service(add_passkey::add_passkey)
        .service(rename_passkey::rename_passkey)
        .service(remove_passkey::remove_passkey);
}
