//! The second factor: codes of an authenticator app, and recovery codes for when it is lost.

mod begin_totp;
mod codes;
mod complete_login;
mod confirm_totp;
mod error;
mod get_totp;
mod pending;
mod remove_totp;
mod renew_recovery_codes;
mod seed;
mod service;
mod signing_in;

use securecart_domain::accounts::SecondFactorCode;
use securecart_dto::{FieldError, second_factor::CodeRequest};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use codes::spend_code;
pub use error::SecondFactorError;
pub(crate) use pending::PendingSignInCookie;
pub(crate) use signing_in::wait_for_code;

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
