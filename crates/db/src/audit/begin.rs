//! Where the chain begins.

use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};

use super::{
    AuditKey,
    entry::StoredEvent,
    head::{Head, find_head, insert_head, lock_head},
    key::Mac32,
};
use crate::{Conn, Db, DbError, schema::audit_events};

/// Rows that are read at once.
const BATCH: i64 = 1000;

/// Begins the chain behind the entries that are there, unless it has begun. The entries from before get no mac of
/// their own, which would be a change of what may not be changed; the first entry of the chain proves them all.
pub async fn begin(db: &Db) -> Result<(), DbError> {
    let key = db.audit_key()?;
    if find_head(&mut *db.connection().await?).await?.is_some() {
        return Ok(());
    }
    db.transaction(async |tx| begin_within(tx, key).await.map(drop)).await
}

/// The same inside a transaction; gives the head, locked.
pub(super) async fn begin_within(conn: &mut Conn, key: &AuditKey) -> Result<Head, DbError> {
    conn.batch_execute("LOCK TABLE audit_head IN SHARE ROW EXCLUSIVE MODE").await?;
    if let Some(head) = lock_head(conn).await? {
        return Ok(head);
    }
    let (last_seq, mac) = prove_earlier(conn, key, i64::MAX).await?;
    let head = Head::new(key, last_seq.saturating_add(1), last_seq, &mac);
    insert_head(conn, &head).await?;
    Ok(head)
}

/// The number of the last entry before `end`, and the mac that it would have if the chain began with the first one.
pub(super) async fn prove_earlier(
    conn: &mut Conn,
    key: &AuditKey,
    end: i64,
) -> Result<(i64, Mac32), DbError> {
    let (mut read, mut last, mut mac) = (i64::MIN, 0, key.mac("beginning 1", &[]));
    loop {
        let rows = read_behind(conn, read).await?;
        for row in rows.iter().filter(|row| row.seq < end) {
            (read, last) = (row.seq, row.seq);
            mac = row.mac_behind(key, &mac);
        }
        if rows.last().is_none_or(|row| row.seq >= end) {
            return Ok((last, mac));
        }
    }
}

/// The next entries behind that one.
pub(super) async fn read_behind(conn: &mut Conn, seq: i64) -> Result<Vec<StoredEvent>, DbError> {
    let rows = audit_events::table
        .filter(audit_events::seq.gt(seq))
        .order(audit_events::seq)
        .limit(BATCH)
        .select(StoredEvent::as_select());
    Ok(rows.load(conn).await?)
}
