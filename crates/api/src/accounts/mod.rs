//! Accounts: opening one, signing in and out, own data.

mod change_password;
mod confirm_identity;
mod confirmation;
mod end_my_other_sessions;
mod end_my_session;
mod error;
mod forgot_password;
mod get_profile;
mod get_session;
mod links;
mod list_my_sessions;
mod login;
mod logout;
mod register;
mod resend_verification;
mod reset_password;
pub mod service;
mod session_list;
mod update_profile;
mod verify_email;

use securecart_db::accounts::UserRecord;
use securecart_dto::accounts::Profile;
use securecart_keys::KeyError;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::keys::Keys;

pub use error::AccountError;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(get_session::get_session)
        .service(register::register)
        .service(login::login)
        .service(confirm_identity::confirm_identity)
        .service(logout::logout)
        .service(verify_email::verify_email)
        .service(forgot_password::forgot_password)
        .service(reset_password::reset_password)
        .service(resend_verification::resend_verification)
        .service(get_profile::get_profile)
        .service(update_profile::update_profile)
        .service(change_password::change_password)
        .service(list_my_sessions::list_my_sessions)
        .service(end_my_session::end_my_session)
        .service(end_my_other_sessions::end_my_other_sessions);
}

fn profile(keys: &Keys, user: UserRecord) -> Result<Profile, KeyError> {
    let person = keys.person(&user)?;
    Ok(Profile {
        id: user.id,
        username: user.username,
        email: person.email,
        email_verified: user.email_verified_at.is_some(),
        full_name: person.full_name,
        created_at: user.created_at,
    })
}
