//! Appending what a transaction noted.

use diesel_async::RunQueryDsl;

use super::{
    AuditKey, NewEvent, begin,
    entry::StoredEvent,
    head::{Head, lock_head, update_head},
};
use crate::{Conn, DbError, schema::audit_events};

/// Rows of one statement; PostgreSQL takes 65535 values.
const CHUNK: usize = 1000;

/// Appends entries to the chain. From here to the commit all other writers wait, so this comes last.
pub(crate) async fn append(conn: &mut Conn, key: &AuditKey, events: Vec<NewEvent>) -> Result<(), DbError> {
    let head = match lock_head(conn).await? {
        Some(head) => head,
        None => begin::begin_within(conn, key).await?,
    };
    let (mut seq, mut mac) = (head.last_seq, head.mac);
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        seq = seq.saturating_add(1);
        let mut row = StoredEvent::new(seq, event);
        let own = row.mac_behind(key, &mac).to_vec();
        row.prev = Some(std::mem::replace(&mut mac, own.clone()));
        row.mac = Some(own);
        rows.push(row);
    }
    for chunk in rows.chunks(CHUNK) {
        diesel::insert_into(audit_events::table).values(chunk).execute(conn).await?;
    }
    update_head(conn, &Head::new(key, head.first_seq, seq, &mac)).await
}
