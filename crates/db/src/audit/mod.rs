//! The audit log: written in the transaction of what it tells, never changed, each entry chained to the one before.

mod append;
mod begin;
mod cut;
mod entry;
mod head;
mod key;
mod list;
mod pending;
mod verify;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub use begin::begin;
pub use cut::cut;
pub use entry::NewEvent;
pub use key::AuditKey;
pub(crate) use list::load_events;
pub use list::{EventFilter, EventRecord, count_events_any, find_actor, list_events_any};
pub use securecart_domain::audit::Outcome;
pub use verify::{Break, Checkpoint, Verdict, verify};

pub(crate) use append::append;
pub(crate) use pending::{collect, take};

use crate::{Conn, DbError, schema::audit_events};

/// Notes an entry for the end of the running transaction: all that it noted is appended right before the commit, when
/// nothing else is left to be locked. Outside of a transaction this is an error.
pub fn note_event(event: NewEvent) -> Result<(), DbError> {
    pending::note(event)
}

/// The words of all entries about one thing, oldest first.
pub async fn list_events_for_object(conn: &mut Conn, kind: &str, key: &str) -> Result<Vec<String>, DbError> {
    let events = audit_events::table
        .filter(audit_events::object_kind.eq(kind))
        .filter(audit_events::object_key.eq(key))
        .order(audit_events::seq)
        .select(audit_events::event)
        .load(conn)
        .await?;
    Ok(events)
}
