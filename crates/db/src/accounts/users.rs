//! Rows of `users`, with the key that what is personal in them is sealed with.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;
use uuid::Uuid;

use super::{NewUser, SealedPerson, UserRecord};
use crate::{
    Conn, DbError,
    keys::{SealedEmail, WrappedKey, insert_data_key},
    schema::{data_keys, users},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct UserRow {
    id: UserId,
    username: String,
    email_sealed: Option<Vec<u8>>,
    email_index: Option<Vec<u8>>,
    email_verified_at: Option<DateTime<Utc>>,
    full_name_sealed: Option<Vec<u8>>,
    password_hash: String,
    security_version: i64,
    disabled_at: Option<DateTime<Utc>>,
    password_disabled_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

type KeyPart = Option<(Uuid, Vec<u8>)>;

fn record((row, key): (UserRow, KeyPart)) -> UserRecord {
    UserRecord {
        id: row.id,
        username: row.username,
        sealed: SealedPerson {
            key: key.map(|(id, wrapped)| WrappedKey { id, wrapped }),
            email: row.email_sealed,
            email_index: row.email_index,
            full_name: row.full_name_sealed,
        },
        email_verified_at: row.email_verified_at,
        password_hash: row.password_hash,
        security_version: row.security_version,
        disabled_at: row.disabled_at,
        password_disabled_at: row.password_disabled_at,
        created_at: row.created_at,
    }
}

/// Opens an account, with its key. [`DbError::Unique`] of `users_username_key_key` when the name is taken.
pub async fn insert_user(tx: &mut Conn, new: &NewUser) -> Result<(), DbError> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(new.id),
            users::username.eq(&new.username),
            users::username_key.eq(&new.username_key),
            users::email_sealed.eq(&new.email.bytes),
            users::email_index.eq(new.email.index.as_slice()),
            users::email_verified_at.eq(new.email_verified_at),
            users::password_hash.eq(&new.password_hash),
            users::created_at.eq(new.now),
            users::updated_at.eq(new.now),
        ))
        .execute(tx)
        .await?;
    insert_data_key(tx, &new.key).await
}

/// The account of that id.
pub async fn find_user(conn: &mut Conn, id: UserId) -> Result<Option<UserRecord>, DbError> {
    let row = users::table
        .left_join(data_keys::table)
        .filter(users::id.eq(id))
        .select((UserRow::as_select(), (data_keys::id, data_keys::wrapped).nullable()))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(record))
}

/// The account that a sign-in names: by the blind index of a confirmed address where there is one, else by username.
/// An address that nobody confirmed opens nothing, since anyone can write it down.
pub async fn find_user_for_login(
    conn: &mut Conn,
    key: &str,
    email_index: &[u8],
) -> Result<Option<UserRecord>, DbError> {
    let by_email =
        users::email_index.eq(email_index).assume_not_null().and(users::email_verified_at.is_not_null());
    let row = users::table
        .left_join(data_keys::table)
        .filter(by_email.or(users::username_key.eq(key)))
        .order(by_email.desc())
        .select((UserRow::as_select(), (data_keys::id, data_keys::wrapped).nullable()))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(record))
}

/// The account of that username (in its lower-case form).
pub async fn find_user_by_username(conn: &mut Conn, key: &str) -> Result<Option<UserRecord>, DbError> {
    let row = users::table
        .left_join(data_keys::table)
        .filter(users::username_key.eq(key))
        .select((UserRow::as_select(), (data_keys::id, data_keys::wrapped).nullable()))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(record))
}

/// The account that has the address of that blind index confirmed.
pub async fn find_user_by_verified_email(
    conn: &mut Conn,
    email_index: &[u8],
) -> Result<Option<UserRecord>, DbError> {
    let row = users::table
        .left_join(data_keys::table)
        .filter(users::email_index.eq(email_index))
        .filter(users::email_verified_at.is_not_null())
        .select((UserRow::as_select(), (data_keys::id, data_keys::wrapped).nullable()))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(record))
}

/// Notes that the address of that blind index is the account's. False if the account has another one by now.
/// [`DbError::Unique`] of `users_verified_email_index_key` if another account has confirmed it.
pub async fn mark_email_verified(
    conn: &mut Conn,
    id: UserId,
    email_index: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let named = users::id.eq(id).and(users::email_index.eq(email_index));
    let changed = diesel::update(users::table.filter(named))
        .set((users::email_verified_at.eq(now), users::updated_at.eq(now)))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}

/// Gives the account another address, which is confirmed, and ends its sessions by raising its security version, which is
/// returned. [`DbError::Unique`] of `users_verified_email_index_key` if another account has confirmed it.
pub async fn update_email(
    conn: &mut Conn,
    id: UserId,
    email: &SealedEmail,
    now: DateTime<Utc>,
) -> Result<i64, DbError> {
    let version = diesel::update(users::table.find(id))
        .set((
            users::email_sealed.eq(&email.bytes),
            users::email_index.eq(email.index.as_slice()),
            users::email_verified_at.eq(now),
            users::security_version.eq(users::security_version + 1),
            users::updated_at.eq(now),
        ))
        .returning(users::security_version)
        .get_result(conn)
        .await?;
    Ok(version)
}

/// Sets the name for deliveries and invoices, sealed; none takes it away.
pub async fn update_full_name(
    conn: &mut Conn,
    id: UserId,
    sealed: Option<&[u8]>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(users::table.find(id))
        .set((users::full_name_sealed.eq(sealed), users::updated_at.eq(now)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Sets another password and ends every session of the account by raising its security version, which is
/// returned. `None` if the account's version is no longer the one the caller checked the old password against.
pub async fn update_password(
    conn: &mut Conn,
    id: UserId,
    expected_version: i64,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<i64>, DbError> {
    let version = diesel::update(users::table.find(id).filter(users::security_version.eq(expected_version)))
        .set((
            users::password_hash.eq(password_hash),
            users::security_version.eq(users::security_version + 1),
            // A new password is open again, whatever became of the old one.
            users::failed_sign_ins.eq(0),
            users::password_disabled_at.eq(None::<DateTime<Utc>>),
            users::updated_at.eq(now),
        ))
        .returning(users::security_version)
        .get_result(conn)
        .await
        .optional()?;
    Ok(version)
}
