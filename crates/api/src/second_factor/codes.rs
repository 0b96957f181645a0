//! Judging a code and using it up, in one transaction with what it opens.

use securecart_db::{
    Conn,
    accounts::second_factor::{recovery_codes, totp},
};
use securecart_domain::{UserId, accounts::SecondFactorCode};
use serde_json::json;

use super::{
    SecondFactorError,
    seed::{Seed, Shelf},
};
use crate::{
    audit::{self, Entry, Outcome},
    auth::{Actor, token},
    mail::{Notice, notify},
    state::AppState,
};

/// Recovery codes of one account.
const RECOVERY_CODES: usize = 10;
/// 120 bits.
const RECOVERY_BYTES: usize = 15;

/// Uses a code of the account up. False if it is wrong, too old or used already: of several who give it at the same
/// moment one gets true. The owner is told of every recovery code that is used.
///
/// It does not count tries: ask [`crate::limits::codes`] first.
pub(super) async fn spend_code(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    code: &SecondFactorCode,
) -> Result<bool, SecondFactorError> {
    match code {
        SecondFactorCode::App(digits) => {
            let Some(factor) = totp::find_totp(tx, user).await? else { return Ok(false) };
            let seed = Seed::open(&state.keys, Shelf::Active, user, &factor.sealed_secret)?;
            match seed.step_of(digits, state.clock.now())? {
                Some(step) => Ok(totp::spend_step(tx, user, &factor.sealed_secret, step).await?),
                None => Ok(false),
            }
        }
        SecondFactorCode::Recovery(letters) => spend_recovery_code(tx, state, actor, user, letters).await,
    }
}

async fn spend_recovery_code(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    letters: &str,
) -> Result<bool, SecondFactorError> {
    let now = state.clock.now();
    if !recovery_codes::spend(tx, user, &token::hash(letters), now).await? {
        return Ok(false);
    }
    let left = recovery_codes::count_left(tx, user).await?;
    notify(tx, &state.clock, user, Notice::RecoveryCodeUsed { left }).await?;
    let actor = Actor { user_id: Some(user), ..actor.clone() };
    let entry = Entry {
        detail: json!({ "left": left }),
        ..entry("authn_recovery_code_used", user, Outcome::Success)
    };
    audit::record(tx, now, &actor, entry).await?;
    Ok(true)
}

/// Ten new codes for the account, as they are shown this once; the old ones open nothing any more.
pub(crate) async fn draw_recovery_codes(
    tx: &mut Conn,
    state: &AppState,
    user: UserId,
) -> Result<Vec<String>, SecondFactorError> {
    let mut shown = Vec::with_capacity(RECOVERY_CODES);
    let mut hashes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let bytes =
            token::random_bytes::<RECOVERY_BYTES>().map_err(|_| securecart_keys::KeyError::NoRandomness)?;
        let letters = base32::encode(base32::Alphabet::Rfc4648 { padding: false }, &bytes);
        hashes.push(token::hash(&letters));
        shown.push(in_groups(&letters));
    }
    recovery_codes::replace(tx, user, &hashes, state.clock.now()).await?;
    Ok(shown)
}

/// Groups of four, which people can copy without losing their place.
fn in_groups(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

pub(super) fn entry(event: &'static str, user: UserId, outcome: Outcome) -> Entry {
    Entry { event, object_kind: "user", object_key: user.to_string(), outcome, detail: json!({}) }
}
