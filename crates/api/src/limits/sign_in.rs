//! Slowing down whoever guesses passwords, without telling which accounts there are and without locking owners out.
//!
//! What is counted is what was typed in, whether or not there is such an account. A browser that has completed a sign-in
//! before has a count of its own, so that strangers can use up only the strangers' share.

use chrono::Duration;
use securecart_db::{
    Conn, DbError,
    limits::{
        Key, devices,
        sign_ins::{self, Patience},
    },
};
use securecart_domain::UserId;
use serde::{Deserialize, Serialize};

use super::{SignInCaller, caller::KNOWN_DAYS};
use crate::{http::ApiError, state::AppState};

/// From one network: after five failures 1, 2, 4 … 900 seconds.
const NETWORK: Patience = Patience { free: 5, first_wait: 1, longest_wait: 900 };
/// From all unknown browsers, and for each known one: after ten failures a quarter of an hour.
const LOCK: Patience = Patience { free: 10, first_wait: 900, longest_wait: 900 };
/// Failures in a row after which the password is shut until it is set anew (NIST SP 800-63B-4 §3.2.2).
pub const HARD_CAP: i32 = 100;
/// Known browsers of one account.
const MOST_DEVICES: i64 = 20;

/// An attempt that may be made. It counts as failed until it is completed. It can be kept while a second factor is asked
/// for: its keys are hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    keys: Vec<Key>,
    identifier: Key,
    /// The browser has completed a sign-in with this name before.
    known_device: bool,
    /// If it fails, this name is locked for a while.
    locks: bool,
}

/// Why nothing was counted; rolls the transaction back.
enum Refused {
    TooOften,
    Db(DbError),
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

/// What stands for a name or address, in its lower-case form.
pub fn identifier_hash(state: &AppState, identifier: &str) -> Key {
    state.limits.key(&["identifier", identifier])
}

/// Asks whether somebody may try to sign in with this name or address, in its lower-case form, and counts it. `None`
/// says no: then no password is looked at, and the answer is that of a wrong one.
pub async fn begin(
    state: &AppState,
    caller: &SignInCaller,
    identifier: &str,
) -> Result<Option<Attempt>, ApiError> {
    let now = state.clock.now();
    let limits = &state.limits;
    let identifier = identifier_hash(state, identifier);
    let name = hex::encode(identifier);
    let known = match caller.device_hash() {
        None => None,
        Some(token) => {
            let since = now - Duration::days(KNOWN_DAYS);
            let mut conn = state.db.connection().await?;
            devices::is_known(&mut conn, &token, &identifier, since).await?.then_some(token)
        }
    };
    let mut counts = match known {
        Some(token) => vec![(limits.key(&["device", &name, &hex::encode(token)]), LOCK)],
        None => vec![
            (limits.key(&["network", &name, &caller.network.widened().to_string()]), NETWORK),
            (limits.key(&["account", &name]), LOCK),
        ],
    };
    // Always in the same order, so that two attempts never wait for each other.
    counts.sort_unstable_by_key(|(key, _)| *key);
    let counted = state
        .db
        .transaction(async |tx| {
            let mut locks = false;
            for (key, patience) in &counts {
                let failures =
                    sign_ins::count_attempt(tx, key, *patience, now).await?.ok_or(Refused::TooOften)?;
                locks |= *patience == LOCK && failures == LOCK.free;
            }
            Ok::<_, Refused>(locks)
        })
        .await;
    match counted {
        Ok(locks) => {
            let keys = counts.into_iter().map(|(key, _)| key).collect();
            Ok(Some(Attempt { keys, identifier, known_device: known.is_some(), locks }))
        }
        Err(Refused::TooOften) => Ok(None),
        Err(Refused::Db(error)) => Err(error.into()),
    }
}

impl Attempt {
    /// Whether the browser has completed a sign-in with this name before.
    pub fn is_from_known_device(&self) -> bool {
        self.known_device
    }

    /// What was typed in, as a keyed hash.
    pub fn identifier(&self) -> &Key {
        &self.identifier
    }

    /// The password was not looked at after all: the attempt does not count.
    pub async fn give_back(&self, state: &AppState) -> Result<(), ApiError> {
        let mut conn = state.db.connection().await?;
        Ok(sign_ins::give_back(&mut conn, &self.keys).await?)
    }

    /// The password was wrong, or the account is shut. The same statements for an account as for none. True if sign-ins
    /// to the account are blocked from now on, of which its owner should hear.
    pub async fn fail(&self, tx: &mut Conn, state: &AppState, user: Option<UserId>) -> Result<bool, DbError> {
        let shut = sign_ins::count_failure_for_user(tx, user, HARD_CAP, state.clock.now()).await?;
        Ok(user.is_some() && (shut || self.locks))
    }

    /// The sign-in is complete, second factor included: failures are forgotten and the browser is known from now on, by
    /// the token that [`SignInCaller::device_or_new`] gave.
    pub async fn complete(
        &self,
        tx: &mut Conn,
        state: &AppState,
        user: UserId,
        device: &str,
    ) -> Result<Opened, DbError> {
        sign_ins::clear(tx, &self.keys).await?;
        let failures = sign_ins::clear_failures_of_user(tx, user).await?;
        let new_device = remember_device(tx, state, user, &self.identifier, device).await?;
        Ok(Opened { new_device, failures })
    }
}

/// What was odd about a sign-in that is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The browser has not opened this account before, or not for long.
    pub new_device: bool,
    /// Sign-ins to the account that failed since the last complete one.
    pub failures: i32,
}

/// A sign-in without a password is complete: the browser is known from now on. Failed passwords stay counted, since this
/// proved none of them to be the owner's.
pub async fn complete_without_password(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
    username_key: &str,
    device: &str,
) -> Result<Opened, DbError> {
    let identifier = identifier_hash(state, username_key);
    let new_device = remember_device(tx, state, user, &identifier, device).await?;
    Ok(Opened { new_device, failures: 0 })
}

/// The browser that opened an account is known to it.
pub async fn remember_new_account(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
    username_key: &str,
    device: &str,
) -> Result<(), DbError> {
    let identifier = identifier_hash(state, username_key);
    remember_device(tx, state, user, &identifier, device).await.map(drop)
}

/// True if the account did not know the browser.
async fn remember_device(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
    identifier: &Key,
    device: &str,
) -> Result<bool, DbError> {
    let (token, now) = (crate::auth::token::hash(device), state.clock.now());
    let known = devices::has_opened(tx, &token, user, now - Duration::days(KNOWN_DAYS)).await?;
    devices::remember(tx, &token, identifier, user, MOST_DEVICES, now).await?;
    Ok(!known)
}
