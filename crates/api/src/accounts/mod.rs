//! Accounts: opening one, signing in and out, own data.

mod cancel_email_change;
mod change_email;
mod change_password;
mod confirm_identity;
mod confirmation;
mod email_change;
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
mod measure_password;
mod password_strength;
mod register;
mod resend_verification;
mod reset_password;
pub mod service;
mod session_list;
mod undo_email_change;
mod update_profile;
mod verify_email;

use securecart_db::{
    Conn,
    accounts::{
        UserRecord,
        address_changes::{AddressChange, find_waiting_for_owner},
    },
};
use securecart_dto::accounts::Profile;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use confirm_identity::confirm_by_proof;
pub(crate) use email_change::{CONFIRMABLE, UNDOABLE};
pub use error::AccountError;

use crate::{http::ApiError, mail::SealedAddress, state::AppState};

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
        .service(measure_password::measure_password)
        .service(resend_verification::resend_verification)
        .service(get_profile::get_profile)
        .service(update_profile::update_profile)
        .service(change_password::change_password)
        .service(list_my_sessions::list_my_sessions)
        .service(end_my_session::end_my_session)
        .service(end_my_other_sessions::end_my_other_sessions)
        .service(change_email::change_email)
        .service(cancel_email_change::cancel_email_change)
        .service(undo_email_change::undo_email_change);
}

async fn profile(conn: &mut Conn, state: &AppState, user: UserRecord) -> Result<Profile, ApiError> {
    let person = state.keys.person(&user)?;
    let waiting = find_waiting_for_owner(conn, user.id, state.clock.now()).await?;
    let open = |change: AddressChange| {
        SealedAddress::Wanted(change.id).open(&state.keys, &user, &change.wanted_sealed)
    };
    let wanted = waiting.map(open).transpose()?;
    Ok(Profile {
        id: user.id,
        username: user.username,
        email: person.email,
        email_verified: user.email_verified_at.is_some(),
        wanted_email: wanted.map(|email| email.as_str().to_owned()),
        full_name: person.full_name,
        created_at: user.created_at,
    })
}
