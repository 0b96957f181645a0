//! What the audit log has of one account.

use diesel::prelude::*;
use securecart_domain::UserId;

use crate::{
    Conn, DbError,
    audit::{EventRecord, load_events},
    schema::audit_events,
};

/// What the account did and what was done to it, newest first, at most `limit` entries.
pub async fn list_activity_for_owner(
    conn: &mut Conn,
    user: UserId,
    limit: i64,
) -> Result<Vec<EventRecord>, DbError> {
    let about = audit_events::object_kind.eq("user").and(audit_events::object_key.eq(user.to_string()));
    let theirs = audit_events::actor_user_id.eq(user.uuid()).or(about).assume_not_null();
    load_events(conn, audit_events::table.filter(theirs).into_boxed(), limit).await
}
