//! The one row that says where the chain ends.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::key::{AuditKey, Mac32, is_same};
use crate::{Conn, DbError, schema::audit_head};

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = audit_head)]
pub(super) struct Head {
    /// The number of the first entry of the chain.
    pub(super) first_seq: i64,
    /// The number of the last one; one less than the first where there is none.
    pub(super) last_seq: i64,
    /// The mac of the last one.
    pub(super) mac: Vec<u8>,
    seal: Vec<u8>,
}

impl Head {
    pub(super) fn new(key: &AuditKey, first_seq: i64, last_seq: i64, mac: &[u8]) -> Self {
        let seal = seal(key, first_seq, last_seq, mac).to_vec();
        Self { first_seq, last_seq, mac: mac.to_vec(), seal }
    }

    /// Whether the shop wrote this row.
    pub(super) fn is_sealed(&self, key: &AuditKey) -> bool {
        is_same(&self.seal, &seal(key, self.first_seq, self.last_seq, &self.mac))
    }
}

fn seal(key: &AuditKey, first_seq: i64, last_seq: i64, mac: &[u8]) -> Mac32 {
    key.mac("head 1", &[Some(&first_seq.to_be_bytes()), Some(&last_seq.to_be_bytes()), Some(mac)])
}

/// The row, for reading.
pub(super) async fn find_head(conn: &mut Conn) -> Result<Option<Head>, DbError> {
    Ok(audit_head::table.select(Head::as_select()).first(conn).await.optional()?)
}

/// The row, locked until the transaction ends.
pub(super) async fn lock_head(conn: &mut Conn) -> Result<Option<Head>, DbError> {
    let head = audit_head::table.select(Head::as_select()).for_update().first(conn);
    Ok(head.await.optional()?)
}

pub(super) async fn insert_head(conn: &mut Conn, head: &Head) -> Result<(), DbError> {
    diesel::insert_into(audit_head::table).values(head).execute(conn).await?;
    Ok(())
}

pub(super) async fn update_head(conn: &mut Conn, head: &Head) -> Result<(), DbError> {
    diesel::update(audit_head::table).set(head).execute(conn).await?;
    Ok(())
}
