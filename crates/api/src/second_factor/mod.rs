//! The second factor: codes of an authenticator app, and recovery codes for when all is lost. Passkeys stand in for codes.

mod begin_totp;
mod codes;
mod complete_login;
mod confirm_totp;
mod error;
mod get_totp;
mod pending;
mod proof;
mod remove_totp;
mod renew_recovery_codes;
mod reset;
mod seed;
mod service;
mod sign_in_step;
mod signing_in;
mod ways;

use securecart_domain::accounts::SecondFactorCode;
use securecart_dto::{FieldError, second_factor::CodeRequest};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use codes::draw_recovery_codes;
pub use error::SecondFactorError;
pub(crate) use pending::PendingSignInCookie;
pub(crate) use proof::Proof;
pub(crate) use reset::reset;
pub(crate) use service::{renew_session, tidy_if_off};
pub(crate) use sign_in_step::{SignInStep, find_pending};
pub(crate) use signing_in::wait_for_code;
pub(crate) use ways::ways;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(complete_login::complete_login)
        .service(get_totp::get_totp)
        .service(begin_totp::begin_totp)
        .service(confirm_totp::confirm_totp)
        .service(remove_totp::remove_totp)
        .service(renew_recovery_codes::renew_recovery_codes);
}

/// A code that may be one.
#[derive(Debug)]
pub(crate) struct GivenCode(pub(crate) SecondFactorCode);

impl TryFrom<CodeRequest> for GivenCode {
    type Error = Vec<FieldError>;

    fn try_from(request: CodeRequest) -> Result<Self, Vec<FieldError>> {
        let code = SecondFactorCode::parse(&request.code);
        code.map(Self).map_err(|error| vec![FieldError::new("/code", "invalid", error)])
    }
}
