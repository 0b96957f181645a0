//! Wrapping data keys anew. Their values are not touched: only the key around the key is another one.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    prelude::*,
    sql_types::{Array, BigInt, Bytea, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::WrappedKey;
use crate::{
    Conn, DbError,
    schema::{data_keys, master_keys},
};

/// How much hangs on a master key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct MasterKeyUse {
    /// The key's name.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Since when it may wrap.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    /// Data keys that it wraps.
    #[diesel(sql_type = BigInt)]
    pub data_keys: i64,
}

/// All master keys, oldest first, with the number of data keys that each wraps.
pub async fn list_master_key_use(conn: &mut Conn) -> Result<Vec<MasterKeyUse>, DbError> {
    let sql = "SELECT m.id, m.created_at, count(d.id) AS data_keys FROM master_keys m \
               LEFT JOIN data_keys d ON d.master_key_id = m.id GROUP BY m.id ORDER BY m.created_at, m.id";
    Ok(diesel::sql_query(sql).load(conn).await?)
}

/// Data keys that another master key wraps, locked until the transaction ends.
pub async fn lock_keys_of_others(
    tx: &mut Conn,
    master: Uuid,
    limit: i64,
) -> Result<Vec<WrappedKey>, DbError> {
    let rows: Vec<(Uuid, Vec<u8>)> = data_keys::table
        .filter(data_keys::master_key_id.ne(master))
        .order(data_keys::id)
        .limit(limit)
        .select((data_keys::id, data_keys::wrapped))
        .for_update()
        .load(tx)
        .await?;
    Ok(rows.into_iter().map(|(id, wrapped)| WrappedKey { id, wrapped }).collect())
}

/// Stores what these data keys look like under that master key.
pub async fn rewrap_keys(tx: &mut Conn, master: Uuid, keys: &[WrappedKey]) -> Result<usize, DbError> {
    let sql = "UPDATE data_keys d SET wrapped = n.wrapped, master_key_id = $1 \
               FROM unnest($2, $3) AS n (id, wrapped) WHERE d.id = n.id";
    let (ids, wrapped): (Vec<Uuid>, Vec<&[u8]>) =
        keys.iter().map(|key| (key.id, key.wrapped.as_slice())).unzip();
    let changed = diesel::sql_query(sql)
        .bind::<SqlUuid, _>(master)
        .bind::<Array<SqlUuid>, _>(ids)
        .bind::<Array<Bytea>, _>(wrapped)
        .execute(tx)
        .await?;
    Ok(changed)
}

/// Forgets every master key but one. [`DbError::ForeignKey`] if another one still wraps something.
pub async fn delete_other_master_keys(tx: &mut Conn, kept: Uuid) -> Result<usize, DbError> {
    Ok(diesel::delete(master_keys::table.filter(master_keys::id.ne(kept))).execute(tx).await?)
}
