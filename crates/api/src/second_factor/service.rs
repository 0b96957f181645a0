//! The decisions about the second factor of an account.

use securecart_db::{
    Conn,
    accounts::{
        Confirmed, UserRecord,
        second_factor::{self, forget_proofs, raise_security_version, recovery_codes, totp},
        sessions,
    },
};
use securecart_domain::{UserId, accounts::SecondFactorCode};

use super::{
    SecondFactorError,
    codes::{draw_recovery_codes, entry},
    seed::{Seed, Shelf},
};
use crate::{
    audit::{self, Outcome},
    auth::{Actor, session::Renewal},
    mail::{Notice, notify},
    state::AppState,
};

/// How long a secret waits for its first code.
const WAITS_FOR: chrono::Duration = chrono::Duration::minutes(10);

/// Draws a secret that waits for its first code. One that the account has already stays what it is, and is not shown.
pub(super) async fn begin(tx: &mut Conn, state: &AppState, user: UserId) -> Result<Seed, SecondFactorError> {
    let (seed, now) = (Seed::draw()?, state.clock.now());
    let sealed = seed.seal(&state.keys, Shelf::Pending, user)?;
    totp::store_pending(tx, user, &sealed, now, now + WAITS_FOR).await?;
    Ok(seed)
}

/// Switches the second factor on, or gives it another secret, if the code is the first one of the secret that waits.
/// Every other session ends. Returns the recovery codes and the security version that this session carries now.
pub(super) async fn switch_on(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: &UserRecord,
    code: &SecondFactorCode,
    renewal: &Renewal,
) -> Result<(Vec<String>, i64), SecondFactorError> {
    let now = state.clock.now();
    let waiting = totp::find_pending(tx, user.id, now).await?.ok_or(SecondFactorError::NotBegun)?;
    let seed = Seed::open(&state.keys, Shelf::Pending, user.id, &waiting)?;
    let SecondFactorCode::App(digits) = code else { return Err(SecondFactorError::WrongCode) };
    let step = seed.step_of(digits, now)?.ok_or(SecondFactorError::WrongCode)?;
    let sealed = seed.seal(&state.keys, Shelf::Active, user.id)?;
    if !totp::activate(tx, user.id, &waiting, &sealed, step, now).await? {
        return Err(SecondFactorError::NotBegun);
    }
    let shown = draw_recovery_codes(tx, state, user.id).await?;
    let proved = Confirmed { authenticated_at: None, second_factor_at: Some(now) };
    let version = renew_session(tx, state, user, renewal, proved).await?;
    notify(tx, &state.clock, user.id, Notice::SecondFactorOn).await?;
    audit::record(tx, now, actor, entry("authn_second_factor_on", user.id, Outcome::Success)).await?;
    Ok((shown, version))
}

/// Takes the authenticator app away; without a passkey the password alone opens the account then. Every other session ends. Returns the security version that this session carries now.
pub(super) async fn switch_off(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: &UserRecord,
    renewal: &Renewal,
) -> Result<i64, SecondFactorError> {
    if !totp::remove(tx, user.id).await? {
        return Err(SecondFactorError::Off);
    }
    let version = renew_session(tx, state, user, renewal, Confirmed::default()).await?;
    let notice = if tidy_if_off(tx, user.id).await? { Notice::SecondFactorOff } else { Notice::AppRemoved };
    notify(tx, &state.clock, user.id, notice).await?;
    let entry = entry("authn_second_factor_off", user.id, Outcome::Success);
    audit::record(tx, state.clock.now(), actor, entry).await?;
    Ok(version)
}

/// Draws new recovery codes; the old ones open nothing any more.
pub(super) async fn renew_recovery_codes(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
) -> Result<Vec<String>, SecondFactorError> {
    if !second_factor::is_on(tx, user).await? {
        return Err(SecondFactorError::Off);
    }
    let shown = draw_recovery_codes(tx, state, user).await?;
    notify(tx, &state.clock, user, Notice::RecoveryCodesRenewed).await?;
    let entry = entry("authn_recovery_codes_renewed", user, Outcome::Success);
    audit::record(tx, state.clock.now(), actor, entry).await?;
    Ok(shown)
}

/// After an app or a passkey was taken away: whether the account has no second factor any more. Then its recovery codes are
/// gone, and its session has proved nothing but the password.
pub(crate) async fn tidy_if_off(tx: &mut Conn, user: UserId) -> Result<bool, SecondFactorError> {
    if second_factor::is_on(tx, user).await? {
        return Ok(false);
    }
    recovery_codes::remove(tx, user).await?;
    forget_proofs(tx, user).await?;
    Ok(true)
}

/// What protects the account has changed: every session ends but the one that changed it, which gets another token.
pub(crate) async fn renew_session(
    tx: &mut Conn,
    state: &AppState,
    user: &UserRecord,
    renewal: &Renewal,
    confirmed: Confirmed,
) -> Result<i64, SecondFactorError> {
    let version = raise_security_version(tx, user.id, user.security_version, state.clock.now())
        .await?
        .ok_or(SecondFactorError::SessionEnded)?;
    let renewed = sessions::Renewed {
        user: user.id,
        id: renewal.row(),
        token_hash: &renewal.token_hash(),
        security_version: version,
        confirmed,
    };
    if !sessions::renew(tx, &renewed).await? {
        return Err(SecondFactorError::SessionEnded);
    }
    sessions::end_others(tx, user.id, renewal.row()).await?;
    Ok(version)
}
