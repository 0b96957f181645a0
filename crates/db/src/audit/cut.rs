//! Cutting the log from its beginning, since personal data is not kept for ever: an entry names a network address.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{IntervalDsl as _, now as now_of_database, select},
    prelude::*,
    sql_query,
    sql_types::{BigInt, Timestamptz},
};
use diesel_async::RunQueryDsl;

use super::{
    AuditKey,
    head::lock_head,
    key::{Mac32, is_same},
};
use crate::{
    Conn, Db, DbError,
    schema::{audit_cuts, audit_events},
};

/// Where the log was cut.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_cuts)]
pub(super) struct Cut {
    /// The number of the first entry that stayed.
    pub(super) first_seq: i64,
    /// The mac of the entry before it.
    pub(super) prev: Vec<u8>,
    seal: Vec<u8>,
    #[diesel(column_name = cut_at)]
    at: DateTime<Utc>,
}

impl Cut {
    fn new(key: &AuditKey, first_seq: i64, prev: Vec<u8>, now: DateTime<Utc>) -> Self {
        let seal = seal(key, first_seq, &prev).to_vec();
        Self { first_seq, prev, seal, at: now }
    }

    /// Whether the shop wrote this row.
    pub(super) fn is_sealed(&self, key: &AuditKey) -> bool {
        is_same(&self.seal, &seal(key, self.first_seq, &self.prev))
    }
}

fn seal(key: &AuditKey, first_seq: i64, prev: &[u8]) -> Mac32 {
    key.mac("cut 1", &[Some(&first_seq.to_be_bytes()), Some(prev)])
}

/// The last cut; `None` if the log begins where the chain does.
pub(super) async fn find_cut(conn: &mut Conn) -> Result<Option<Cut>, DbError> {
    let last = audit_cuts::table.order(audit_cuts::first_seq.desc()).select(Cut::as_select());
    Ok(last.first(conn).await.optional()?)
}

#[derive(QueryableByName)]
struct Deleted {
    #[diesel(sql_type = BigInt)]
    deleted: i64,
}

/// An entry where the log could begin.
#[derive(Queryable)]
struct Candidate {
    seq: i64,
    at: DateTime<Utc>,
    prev: Option<Vec<u8>>,
}

/// Removes entries from the beginning that are from before `before`, and older than thirteen months by the clock of the
/// database, which refuses to remove any other: at most `most` of the chain, and with the first all from before the
/// chain. An entry that is younger stays with all behind it, and so does the last one. Returns how many went.
pub async fn cut(db: &Db, before: DateTime<Utc>, most: i64, now: DateTime<Utc>) -> Result<i64, DbError> {
    let key = db.audit_key()?;
    db.transaction(async |tx| {
        let Some(head) = lock_head(tx).await? else { return Ok(0) };
        let allowed: DateTime<Utc> =
            select(now_of_database.into_sql::<Timestamptz>() - 13.months()).get_result(tx).await?;
        let before = before.min(allowed);
        let beginning: Vec<Candidate> = audit_events::table
            .filter(audit_events::seq.ge(head.first_seq))
            .order(audit_events::seq)
            .limit(most.saturating_add(1))
            .select((audit_events::seq, audit_events::at, audit_events::prev))
            .load(tx)
            .await?;
        let old = beginning.iter().take_while(|entry| entry.at < before).count();
        // If all that were read are old, the last of them is where the log begins.
        let first = beginning.get(old).or(beginning.last()).filter(|_| old > 0);
        let Some(Candidate { seq, prev: Some(prev), .. }) = first else { return Ok(0) };
        if beginning.iter().take(1).any(|entry| entry.seq == *seq) {
            return Ok(0);
        }
        let row = Cut::new(key, *seq, prev.clone(), now);
        diesel::insert_into(audit_cuts::table).values(&row).execute(tx).await?;
        let deleted: Deleted =
            sql_query("SELECT delete_cut_audit_events() AS deleted").get_result(tx).await?;
        Ok::<_, DbError>(deleted.deleted)
    })
    .await
}
