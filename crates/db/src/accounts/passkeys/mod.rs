//! Rows of `passkeys`.

pub mod ceremonies;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{PasskeyId, UserId};
use serde_json::Value;

use crate::{Conn, DbError, schema::passkeys};

/// A passkey to be kept.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Its id.
    pub id: PasskeyId,
    /// The account that it opens.
    pub user: UserId,
    /// What the device calls it; 1 to 1023 bytes.
    pub credential_id: Vec<u8>,
    /// The public key and its counter, as the WebAuthn library keeps them.
    pub credential: Value,
    /// What its owner calls it, sealed.
    pub name_sealed: Vec<u8>,
    /// Whether it may be on several devices.
    pub synced: bool,
    /// Now.
    pub now: DateTime<Utc>,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = passkeys, check_for_backend(diesel::pg::Pg))]
pub struct PasskeyRecord {
    /// Its id.
    pub id: PasskeyId,
    /// The account that it opens.
    #[diesel(column_name = user_id)]
    pub user: UserId,
    /// What the device calls it.
    pub credential_id: Vec<u8>,
    /// The public key and its counter.
    pub credential: Value,
    /// What its owner calls it, sealed.
    pub name_sealed: Vec<u8>,
    /// Whether it may be on several devices.
    pub synced: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last opened something.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Keeps a passkey. [`DbError::Unique`] of `passkeys_credential_id_key` if some account has it already.
pub async fn insert_passkey(tx: &mut Conn, new: &NewPasskey) -> Result<(), DbError> {
    diesel::insert_into(passkeys::table)
        .values((
            passkeys::id.eq(new.id),
            passkeys::user_id.eq(new.user),
            passkeys::credential_id.eq(&new.credential_id),
            passkeys::credential.eq(&new.credential),
            passkeys::name_sealed.eq(&new.name_sealed),
            passkeys::synced.eq(new.synced),
            passkeys::created_at.eq(new.now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Passkeys of an account, newest first: at most `limit` older than `after`.
pub async fn list_passkeys_for_owner(
    conn: &mut Conn,
    user: UserId,
    after: Option<PasskeyId>,
    limit: i64,
) -> Result<Vec<PasskeyRecord>, DbError> {
    let mut query = passkeys::table
        .filter(passkeys::user_id.eq(user))
        .order(passkeys::id.desc())
        .limit(limit)
        .select(PasskeyRecord::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(passkeys::id.lt(after));
    }
    Ok(query.load(conn).await?)
}

/// What the devices call the passkeys of an account.
pub async fn list_credential_ids(conn: &mut Conn, user: UserId) -> Result<Vec<Vec<u8>>, DbError> {
    let ids = passkeys::table
        .filter(passkeys::user_id.eq(user))
        .order(passkeys::id)
        .select(passkeys::credential_id)
        .load(conn)
        .await?;
    Ok(ids)
}

/// Whether the account has a passkey.
pub async fn has_any(conn: &mut Conn, user: UserId) -> Result<bool, DbError> {
    let owned = passkeys::table.filter(passkeys::user_id.eq(user));
    Ok(diesel::select(diesel::dsl::exists(owned)).get_result(conn).await?)
}

/// How many passkeys the account has.
pub async fn count_for_owner(conn: &mut Conn, user: UserId) -> Result<i64, DbError> {
    Ok(passkeys::table.filter(passkeys::user_id.eq(user)).count().get_result(conn).await?)
}

/// The passkey that a device calls so, locked: who uses it at the same moment waits, and sees its counter as it is then.
pub async fn lock_passkey_by_credential(
    tx: &mut Conn,
    credential_id: &[u8],
) -> Result<Option<PasskeyRecord>, DbError> {
    let found = passkeys::table
        .filter(passkeys::credential_id.eq(credential_id))
        .select(PasskeyRecord::as_select())
        .for_update()
        .first(tx)
        .await
        .optional()?;
    Ok(found)
}

/// Notes that a passkey was used, with its counter of now.
pub async fn mark_used(
    tx: &mut Conn,
    id: PasskeyId,
    credential: &Value,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(passkeys::table.find(id))
        .set((passkeys::credential.eq(credential), passkeys::last_used_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}

/// A passkey of that account.
pub async fn find_passkey_for_owner(
    conn: &mut Conn,
    user: UserId,
    id: PasskeyId,
) -> Result<Option<PasskeyRecord>, DbError> {
    let found = passkeys::table
        .find(id)
        .filter(passkeys::user_id.eq(user))
        .select(PasskeyRecord::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(found)
}

/// Gives a passkey of that account another name. False if it has none of that id.
pub async fn rename_passkey_for_owner(
    tx: &mut Conn,
    user: UserId,
    id: PasskeyId,
    name_sealed: &[u8],
) -> Result<bool, DbError> {
    let owned = passkeys::table.find(id).filter(passkeys::user_id.eq(user));
    Ok(diesel::update(owned).set(passkeys::name_sealed.eq(name_sealed)).execute(tx).await? > 0)
}

/// Removes a passkey of that account. False if it has none of that id.
pub async fn delete_passkey_for_owner(tx: &mut Conn, user: UserId, id: PasskeyId) -> Result<bool, DbError> {
    let owned = passkeys::table.find(id).filter(passkeys::user_id.eq(user));
    Ok(diesel::delete(owned).execute(tx).await? > 0)
}

/// Removes the passkeys of an account that were added at `since` or later, and tells how many.
pub async fn delete_passkeys_since(
    tx: &mut Conn,
    user: UserId,
    since: DateTime<Utc>,
) -> Result<usize, DbError> {
    let young = passkeys::table.filter(passkeys::user_id.eq(user)).filter(passkeys::created_at.ge(since));
    Ok(diesel::delete(young).execute(tx).await?)
}
