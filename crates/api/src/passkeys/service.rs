//! The decisions about the passkeys of an account. All of them are made under the lock of the customer's row.

use securecart_db::{
    Conn, DbError,
    accounts::{
        Confirmed, UserRecord,
        passkeys::{self, NewPasskey, ceremonies::Purpose},
        people::lock_person,
        second_factor, users,
    },
};
use securecart_domain::{PasskeyId, UserId, accounts::PasskeyName};
use securecart_dto::passkeys::{AddedPasskey, Passkey, PasskeyChallenge};
use serde_json::{Value, json};
use webauthn_rs::prelude;

use super::{PasskeyError, ceremony, names};
use crate::{
    audit::{self, Entry, Outcome},
    auth::{Actor, session::Renewal},
    mail::{Notice, notify},
    second_factor::{draw_recovery_codes, renew_session, tidy_if_off},
    state::AppState,
};

/// The most passkeys of one account.
const MOST: i64 = 10;

async fn owner(tx: &mut Conn, id: UserId) -> Result<UserRecord, PasskeyError> {
    lock_person(tx, id).await?.ok_or(PasskeyError::None)?;
    users::find_user(tx, id).await?.ok_or(PasskeyError::None)
}

/// Asks for a new passkey, on a device that has none of this account yet. It has to be one that says by itself whose it is,
/// since nobody types a name when they sign in with it.
pub(super) async fn begin(
    conn: &mut Conn,
    state: &AppState,
    user: &UserRecord,
) -> Result<PasskeyChallenge, PasskeyError> {
    if passkeys::count_for_owner(conn, user.id).await? >= MOST {
        return Err(PasskeyError::Full);
    }
    let known = passkeys::list_credential_ids(conn, user.id).await?;
    let (challenge, waiting) = ceremony::relying_party(&state.config)?.start_passkey_registration(
        user.id.uuid(),
        &user.username,
        &user.username,
        Some(known),
    )?;
    let mut options = ceremony::options_of(&challenge)?;
    let selection =
        json!({ "residentKey": "required", "requireResidentKey": true, "userVerification": "required" });
    ceremony::set(&mut options, "authenticatorSelection", selection);
    ceremony::keep(conn, state, Purpose::Register(user.id), &waiting, options).await
}

/// A passkey that a device has made.
pub(super) struct Made<'a> {
    pub(super) name: &'a PasskeyName,
    pub(super) passkey: &'a prelude::Passkey,
}

/// Adds a passkey. Every other session ends, as with every change of what protects the account; if it is the account's
/// first second factor, there are recovery codes to keep. Returns also the security version that this session carries now.
pub(super) async fn add(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    made: &Made<'_>,
    renewal: &Renewal,
) -> Result<(AddedPasskey, i64), PasskeyError> {
    let (user, now) = (owner(tx, user).await?, state.clock.now());
    if passkeys::count_for_owner(tx, user.id).await? >= MOST {
        return Err(PasskeyError::Full);
    }
    let first = !second_factor::is_on(tx, user.id).await?;
    let key = state.keys.key_of(&user)?;
    let (id, credential) = (PasskeyId::new(state.clock.uuid()), serde_json::to_value(made.passkey)?);
    let new = NewPasskey {
        id,
        user: user.id,
        credential_id: made.passkey.cred_id().clone(),
        synced: is_synced(&credential),
        credential,
        name_sealed: names::seal(&key, id, made.name)?,
        now,
    };
    passkeys::insert_passkey(tx, &new).await.map_err(known_already)?;
    let recovery_codes = if first { draw_recovery_codes(tx, state, user.id).await? } else { Vec::new() };
    // The device asked its owner a moment ago.
    let proved = Confirmed { authenticated_at: None, second_factor_at: Some(now) };
    let version = renew_session(tx, state, &user, renewal, proved).await?;
    notify(tx, &state.clock, user.id, Notice::PasskeyAdded).await?;
    record(tx, state, actor, "authn_passkey_added", id).await?;
    let stored = passkeys::find_passkey_for_owner(tx, user.id, id).await?.ok_or(PasskeyError::None)?;
    Ok((AddedPasskey { passkey: names::open(&key, stored)?, recovery_codes }, version))
}

/// The library keeps what the device says of itself: whether the key is backed up.
fn is_synced(credential: &Value) -> bool {
    credential.pointer("/cred/backup_state").and_then(Value::as_bool).unwrap_or(false)
}

fn known_already(error: DbError) -> PasskeyError {
    match error {
        DbError::Unique { .. } => PasskeyError::Known,
        error => error.into(),
    }
}

/// Gives a passkey another name.
pub(super) async fn rename(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    id: PasskeyId,
    name: &PasskeyName,
) -> Result<Passkey, PasskeyError> {
    let key = state.keys.key_of(&owner(tx, user).await?)?;
    if !passkeys::rename_passkey_for_owner(tx, user, id, &names::seal(&key, id, name)?).await? {
        return Err(PasskeyError::None);
    }
    record(tx, state, actor, "authn_passkey_renamed", id).await?;
    let stored = passkeys::find_passkey_for_owner(tx, user, id).await?.ok_or(PasskeyError::None)?;
    Ok(names::open(&key, stored)?)
}

/// Removes a passkey. Every other session ends. If the account has no second factor any more, its recovery codes are gone
/// too and the password alone opens it. Returns the security version that this session carries now.
pub(super) async fn remove(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    id: PasskeyId,
    renewal: &Renewal,
) -> Result<i64, PasskeyError> {
    let user = owner(tx, user).await?;
    if !passkeys::delete_passkey_for_owner(tx, user.id, id).await? {
        return Err(PasskeyError::None);
    }
    let version = renew_session(tx, state, &user, renewal, Confirmed::default()).await?;
    notify(tx, &state.clock, user.id, Notice::PasskeyRemoved).await?;
    if tidy_if_off(tx, user.id).await? {
        notify(tx, &state.clock, user.id, Notice::SecondFactorOff).await?;
    }
    record(tx, state, actor, "authn_passkey_removed", id).await?;
    Ok(version)
}

async fn record(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    event: &'static str,
    id: PasskeyId,
) -> Result<(), PasskeyError> {
    let entry = Entry {
        event,
        object_kind: "passkey",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail: json!({}),
    };
    Ok(audit::record(tx, state.clock.now(), actor, entry).await?)
}
