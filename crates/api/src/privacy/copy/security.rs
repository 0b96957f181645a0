//! What guards an account. Secrets and hashes are not read at all.

use chrono::{DateTime, Utc};
use securecart_db::{
    Conn,
    accounts::{UserRecord, passkeys::list_passkeys_for_owner},
    privacy::held::{self, HeldSession},
};
use securecart_domain::{UserId, accounts::device_in_words};
use securecart_dto::passkeys::Passkey;
use securecart_dto::privacy::{
    ExportedCode, ExportedLink, ExportedSecondFactor, ExportedSecurity, ExportedSession, ExportedUse,
    ExportedWaitingSignIn,
};

use crate::{keys::Keys, passkeys::open_passkey, privacy::PrivacyError};

/// How long a code of an app is good for, in seconds (RFC 6238 §5.2).
const STEP: i64 = 30;

pub(super) async fn security(
    tx: &mut Conn,
    keys: &Keys,
    owner: &UserRecord,
) -> Result<ExportedSecurity, PrivacyError> {
    let user = owner.id;
    let facts = held::find_facts_for_owner(tx, user).await?.ok_or(PrivacyError::NoAccount)?;
    let factor = held::find_second_factor_for_owner(tx, user).await?;
    let codes = held::list_recovery_codes_for_owner(tx, user).await?.into_iter();
    let browsers = held::list_known_browsers_for_owner(tx, user).await?.into_iter();
    let links = held::list_links_for_owner(tx, user).await?.into_iter();
    let waiting = held::list_waiting_sign_ins_for_owner(tx, user).await?.into_iter();
    Ok(ExportedSecurity {
        failed_sign_ins: facts.failed_sign_ins,
        password_shut_at: owner.password_disabled_at,
        second_factor: factor.map(|(created_at, last_step)| ExportedSecondFactor {
            created_at,
            last_code_of: last_step
                .checked_mul(STEP)
                .and_then(|second| DateTime::<Utc>::from_timestamp(second, 0)),
        }),
        passkeys: passkeys(tx, keys, owner).await?,
        second_factor_begun_at: held::find_begun_factor_for_owner(tx, user).await?,
        recovery_codes: codes.map(|(created_at, used_at)| ExportedCode { created_at, used_at }).collect(),
        known_browsers: browsers
            .map(|(created_at, last_used_at)| ExportedUse { created_at, last_used_at })
            .collect(),
        mailed_links: links
            .map(|(purpose, created_at, expires_at)| ExportedLink { purpose, created_at, expires_at })
            .collect(),
        waiting_sign_ins: waiting
            .map(|(failures, created_at, expires_at)| ExportedWaitingSignIn {
                failures,
                created_at,
                expires_at,
            })
            .collect(),
    })
}

async fn passkeys(tx: &mut Conn, keys: &Keys, owner: &UserRecord) -> Result<Vec<Passkey>, PrivacyError> {
    let key = keys.key_of(owner)?;
    let found = list_passkeys_for_owner(tx, owner.id, None, i64::MAX).await?.into_iter();
    Ok(found.map(|record| open_passkey(&key, record)).collect::<Result<_, _>>()?)
}

pub(super) async fn sessions(tx: &mut Conn, user: UserId) -> Result<Vec<ExportedSession>, PrivacyError> {
    Ok(held::list_sessions_for_owner(tx, user).await?.into_iter().map(session).collect())
}

fn session(held: HeldSession) -> ExportedSession {
    ExportedSession {
        id: held.id,
        device: device_in_words(&held.user_agent),
        user_agent: held.user_agent,
        address: held.address,
        created_at: held.created_at,
        last_seen_at: held.last_seen_at,
        authenticated_at: held.authenticated_at,
        second_factor_at: held.second_factor_at,
        idle_expires_at: held.idle_expires_at,
        expires_at: held.expires_at,
    }
}
