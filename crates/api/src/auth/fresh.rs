//! The proof that it is still the owner who sits there.

use actix_session::{Session, SessionExt as _};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use chrono::{DateTime, Duration, Utc};
use securecart_dto::accounts::ConfirmWith;

use super::{proof::not_signed_in, session};
use crate::{http::ApiError, state::State};

/// How long a confirmation counts (ASVS 7.5.3).
const COUNTS_FOR: Duration = Duration::minutes(10);

/// The caller has confirmed to be the owner of the account within ten minutes: by a code where the account has a second
/// factor, else by the password.
/// It stands beside the proof of access, after it: `access: SignedIn, _fresh: Fresh`.
///
/// Refuses guests with 401 and everybody else with 403 `confirmation-required`, which names what
/// `POST /api/v1/auth/confirm` asks for.
#[derive(Debug)]
pub struct Fresh(());

impl FromRequest for Fresh {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(judge(request).map(Self))
    }
}

fn judge(request: &HttpRequest) -> Result<(), ApiError> {
    let session = request.get_session();
    session::user(&session).ok_or_else(not_signed_in)?;
    let state = request
        .app_data::<State>()
        .ok_or_else(|| ApiError::internal(anyhow::anyhow!("the application has no state")))?;
    if is_recent(&session, state.clock.now()) { Ok(()) } else { Err(confirmation_required(&session)) }
}

/// Whether what the account asks for was confirmed within ten minutes.
pub fn is_recent(session: &Session, now: DateTime<Utc>) -> bool {
    let confirmed = session::confirmed(session);
    // Every session of an account that has a second factor has proved it: when it is switched on, all others end.
    let last = confirmed.second_factor_at.or(confirmed.authenticated_at);
    last.is_some_and(|at| now - at < COUNTS_FOR)
}

/// What the account confirms with.
pub fn confirms_with(session: &Session) -> ConfirmWith {
    match session::confirmed(session).second_factor_at {
        Some(_) => ConfirmWith::Code,
        None => ConfirmWith::Password,
    }
}

/// What is answered if it was not.
pub fn confirmation_required(session: &Session) -> ApiError {
    ApiError::confirmation_required(vec![confirms_with(session)])
}
