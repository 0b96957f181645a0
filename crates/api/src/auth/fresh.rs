//! The proof that it is still the owner who sits there.

use actix_session::{Session, SessionExt as _};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use chrono::{DateTime, Duration, Utc};
use futures_util::future::{FutureExt as _, LocalBoxFuture};
use securecart_dto::accounts::ConfirmWith;

use super::{proof::not_signed_in, session};
use crate::{
    http::ApiError,
    second_factor,
    state::{AppState, State},
};

/// How long a confirmation counts (ASVS 7.5.3).
const COUNTS_FOR: Duration = Duration::minutes(10);

/// The caller has confirmed to be the owner of the account within ten minutes: by a code or a
/// passkey where the account has a second factor, else by the password.
/// It stands beside the proof of access, after it: `access: SignedIn, _fresh: Fresh`.
///
/// Refuses guests with 401 and everybody else with 403 `confirmation-required`, which names what
/// `POST /api/v1/auth/confirm` asks for.
#[derive(Debug)]
pub struct Fresh(());

impl FromRequest for Fresh {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (session, state) = (request.get_session(), request.app_data::<State>().cloned());
        async move { judge(&session, state).await.map(Self) }.boxed_local()
    }
}

async fn judge(session: &Session, state: Option<State>) -> Result<(), ApiError> {
    session::user(session).ok_or_else(not_signed_in)?;
    let state = state.ok_or_else(|| ApiError::internal(anyhow::anyhow!("the application has no state")))?;
    if is_recent(session, state.clock.now()) {
        return Ok(());
    }
    Err(confirmation_required(&state, session).await?)
}

/// Whether what the account asks for was confirmed within ten minutes.
pub fn is_recent(session: &Session, now: DateTime<Utc>) -> bool {
    let confirmed = session::confirmed(session);
    // Every session of an account that has a second factor has proved it: when it is switched on, all others end.
    let last = confirmed.second_factor_at.or(confirmed.authenticated_at);
    last.is_some_and(|at| now - at < COUNTS_FOR)
}

/// Whether the account confirms with its second factor, and the password is not enough.
pub fn confirms_with_second_factor(session: &Session) -> bool {
    session::confirmed(session).second_factor_at.is_some()
}

/// What is answered if it was not.
pub async fn confirmation_required(state: &AppState, session: &Session) -> Result<ApiError, ApiError> {
    let user = session::user(session).filter(|_| confirms_with_second_factor(session));
    let Some(user) = user else {
        return Ok(ApiError::confirmation_required(vec![ConfirmWith::Password]));
    };
    let mut conn = state.db.connection().await?;
    Ok(ApiError::confirmation_required(second_factor::ways(&mut conn, user).await?))
}
