//! Rows of `master_keys`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use uuid::Uuid;

use crate::{Conn, DbError, schema::master_keys};

/// A master key that this database knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct MasterKeyRecord {
    /// Its name.
    pub id: Uuid,
    /// Since when it may wrap data keys.
    pub created_at: DateTime<Utc>,
}

/// Makes everybody else who sets up keys wait until the transaction ends.
pub async fn lock_master_keys(tx: &mut Conn) -> Result<(), DbError> {
    Ok(tx.batch_execute("LOCK TABLE master_keys IN SHARE ROW EXCLUSIVE MODE").await?)
}

/// All of them, oldest first.
pub async fn list_master_keys(conn: &mut Conn) -> Result<Vec<MasterKeyRecord>, DbError> {
    Ok(master_keys::table.order((master_keys::created_at, master_keys::id)).load(conn).await?)
}

/// From now on it may wrap data keys; nothing happens if it may already.
pub async fn insert_master_key(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::insert_into(master_keys::table)
        .values((master_keys::id.eq(id), master_keys::created_at.eq(now)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}
