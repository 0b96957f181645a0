//! Going through the chain.

use std::time::Duration;

use thiserror::Error;

use super::{
    AuditKey,
    begin::{prove_earlier, read_behind},
    cut::{Cut, find_cut},
    entry::StoredEvent,
    head::{Head, find_head},
    key::is_same,
};
use crate::{Conn, Db, DbError, Isolation, TransactionOptions};

/// How long it may take; a million entries take seconds.
const TIME_LIMIT: Duration = Duration::from_hours(1);

/// The end of the chain at some time, kept outside of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The number of the last entry then.
    pub seq: i64,
    /// Its mac.
    pub mac: Vec<u8>,
}

/// The first thing that is wrong with the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Break {
    /// Nobody has begun it, or the row that says so is gone.
    #[error("the chain has not begun, or its head was removed")]
    NoHead,
    /// The head is not what the shop wrote, or the key is another one.
    #[error(
        "the head of the chain was changed, or SECURECART_SECRET_KEY is another one than it was written with"
    )]
    Head,
    /// The row that says where the log was cut is not what the shop wrote.
    #[error("the note of where the log was cut was changed")]
    Cut,
    /// Something before the chain is not as it was when the chain began.
    #[error("an entry before {0}, where the chain begins, was changed, removed or inserted")]
    Earlier(i64),
    /// The entry is not what the shop wrote.
    #[error("entry {0} was changed")]
    Changed(i64),
    /// The entry is missing, and later ones are there.
    #[error("entry {0} was removed")]
    Removed(i64),
    /// This entry and all later ones are missing.
    #[error("entry {0} and those behind it were removed from the end")]
    Truncated(i64),
    /// The entry lies behind the end.
    #[error("entry {0} was inserted behind the end of the chain")]
    Inserted(i64),
    /// The entry lies before the beginning of a log that was cut.
    #[error("entry {0} was inserted before the place where the log was cut")]
    BeforeCut(i64),
    /// The chain is whole and not the one that the checkpoint is from.
    #[error("entry {0} is not the one of the checkpoint: the log was written anew, or cut before it")]
    Checkpoint(i64),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The first thing wrong.
    pub broken: Option<Break>,
    /// The number of the first entry of the chain.
    pub first_seq: i64,
    /// The end of the chain as its head tells it, to be kept elsewhere.
    pub end: Checkpoint,
}

/// Goes through all entries, and compares with the checkpoint if there is one. What is written meanwhile does not count.
pub async fn verify(db: &Db, checkpoint: Option<&Checkpoint>) -> Result<Verdict, DbError> {
    let key = db.audit_key()?;
    let options = TransactionOptions { isolation: Isolation::Serializable, time_limit: TIME_LIMIT };
    db.transaction_with(options, async |tx| {
        let Some(head) = find_head(tx).await? else {
            let end = Checkpoint { seq: 0, mac: Vec::new() };
            return Ok(Verdict { broken: Some(Break::NoHead), first_seq: 1, end });
        };
        let cut = find_cut(tx).await?;
        let first_seq = cut.as_ref().map_or(head.first_seq, |cut| cut.first_seq);
        let broken = walk(tx, key, &head, cut.as_ref(), checkpoint).await?;
        let end = Checkpoint { seq: head.last_seq, mac: head.mac };
        Ok::<_, DbError>(Verdict { broken, first_seq, end })
    })
    .await
}

async fn walk(
    conn: &mut Conn,
    key: &AuditKey,
    head: &Head,
    cut: Option<&Cut>,
    checkpoint: Option<&Checkpoint>,
) -> Result<Option<Break>, DbError> {
    if !head.is_sealed(key) {
        return Ok(Some(Break::Head));
    }
    if cut.is_some_and(|cut| !cut.is_sealed(key)) {
        return Ok(Some(Break::Cut));
    }
    let (first, prev) = match cut {
        Some(cut) => (cut.first_seq, cut.prev.clone()),
        None => (head.first_seq, prove_earlier(conn, key, head.first_seq).await?.1.to_vec()),
    };
    if cut.is_some()
        && let Some(early) = read_behind(conn, i64::MIN).await?.first().filter(|row| row.seq < first)
    {
        return Ok(Some(Break::BeforeCut(early.seq)));
    }
    let mut walker = Walker { key, head, checkpoint, first, next: first, prev };
    if let Some(missed) = walker.missed_before() {
        return Ok(Some(missed));
    }
    loop {
        let rows = read_behind(conn, walker.next.saturating_sub(1)).await?;
        if rows.is_empty() {
            return Ok(walker.finish());
        }
        if let Some(found) = rows.iter().find_map(|row| walker.step(row)) {
            return Ok(Some(found));
        }
    }
}

struct Walker<'a> {
    key: &'a AuditKey,
    head: &'a Head,
    checkpoint: Option<&'a Checkpoint>,
    /// The number of the first entry that is there.
    first: i64,
    /// The number that comes next.
    next: i64,
    /// The mac of the entry before.
    prev: Vec<u8>,
}

impl Walker<'_> {
    fn step(&mut self, row: &StoredEvent) -> Option<Break> {
        if self.next > self.head.last_seq {
            return Some(Break::Inserted(row.seq));
        }
        if row.seq > self.head.last_seq {
            return Some(Break::Truncated(self.next));
        }
        if row.seq != self.next {
            return Some(Break::Removed(self.next));
        }
        let told =
            |column: Option<&[u8]>, proven: &[u8]| column.is_some_and(|column| is_same(column, proven));
        let own = row.mac_behind(self.key, &self.prev);
        let follows = told(row.prev.as_deref(), &self.prev);
        if !follows && row.seq == self.first {
            return Some(Break::Earlier(row.seq));
        }
        if !follows || !told(row.mac.as_deref(), &own) {
            return Some(Break::Changed(row.seq));
        }
        self.prev = own.to_vec();
        self.next = row.seq.saturating_add(1);
        self.missed(row.seq)
    }

    /// The checkpoint, if it is from before the first entry: only the one right before it can be known again.
    fn missed_before(&self) -> Option<Break> {
        let point = self.checkpoint.filter(|point| point.seq < self.first && point.seq > 0)?;
        let known = point.seq == self.first.saturating_sub(1) && is_same(&point.mac, &self.prev);
        (!known).then_some(Break::Checkpoint(point.seq))
    }

    /// The checkpoint, if it is at this entry and tells of another one.
    fn missed(&self, seq: i64) -> Option<Break> {
        let point = self.checkpoint.filter(|point| point.seq == seq)?;
        (!is_same(&point.mac, &self.prev)).then_some(Break::Checkpoint(seq))
    }

    fn finish(&self) -> Option<Break> {
        if self.next <= self.head.last_seq {
            return Some(Break::Truncated(self.next));
        }
        if !is_same(&self.prev, &self.head.mac) {
            return Some(if self.head.last_seq < self.first {
                Break::Earlier(self.first)
            } else {
                Break::Head
            });
        }
        let beyond = self.checkpoint.filter(|point| point.seq > self.head.last_seq);
        beyond.map(|point| Break::Checkpoint(point.seq))
    }
}
