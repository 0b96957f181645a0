//! How many codes may be tried: of an authenticator or from a list of recovery codes, together.

use securecart_db::limits::sign_ins::{self, Patience};
use securecart_domain::UserId;

use super::policy::CODES_PER_ACCOUNT;
use crate::{http::ApiError, state::AppState};

/// Codes of one pending sign-in; then it is over.
const PER_SIGN_IN: i32 = 5;
/// As long as a pending sign-in can live.
const OVER_SECONDS: i32 = 900;

/// Counts one try of a code of somebody who is signed in, and tells whether it may be looked at: ten an hour for one
/// account. The session counts its own tries. Answer "wrong code" where it says no.
pub async fn may_confirm_by_code(state: &AppState, user: UserId) -> bool {
    state.limits.take_always(&state.db, &CODES_PER_ACCOUNT, &user.to_string()).await.is_ok()
}

/// The code was right: it does not count for the account, whose owner may have to give many.
pub async fn was_right(state: &AppState, user: UserId) {
    state.limits.give_back_always(&state.db, &CODES_PER_ACCOUNT, &user.to_string()).await;
}

/// Counts one try of a code and tells whether it may be looked at: five for one pending sign-in, ten an hour for one
/// account. `pending` names the sign-in, such as its session; also counted where limits are off, since it guards
/// accounts. Call it before the code is looked at, and answer "wrong code" where it says no.
pub async fn may_try_code(state: &AppState, pending: &str, user: UserId) -> Result<bool, ApiError> {
    let limits = &state.limits;
    let patience = Patience { free: PER_SIGN_IN, first_wait: OVER_SECONDS, longest_wait: OVER_SECONDS };
    let key = limits.key(&["pending sign-in", pending]);
    let counted = {
        let mut conn = state.db.connection().await?;
        sign_ins::count_attempt(&mut conn, &key, patience, state.clock.now()).await?
    };
    Ok(counted.is_some() && may_confirm_by_code(state, user).await)
}
