//! What the log has of an account, without what it has of others.

use securecart_db::{Conn, audit::EventRecord, privacy::list_activity_for_owner};
use securecart_domain::UserId;
use securecart_dto::privacy::ExportedEvent;
use serde_json::json;

use crate::privacy::PrivacyError;

/// The most entries of a copy.
const MOST: i64 = 10_000;

/// The newest entries, and whether they are all.
pub(super) async fn activity(
    tx: &mut Conn,
    user: UserId,
) -> Result<(Vec<ExportedEvent>, bool), PrivacyError> {
    let mut found = list_activity_for_owner(tx, user, MOST + 1).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let complete = found.len() <= most;
    found.truncate(most);
    Ok((found.into_iter().map(|record| event(user, record)).collect(), complete))
}

/// Who did something to the account, and whom the account did something to, are other people: of them nothing is told.
fn event(user: UserId, record: EventRecord) -> ExportedEvent {
    let own = record.actor == Some(user);
    let to_somebody_else = record.object_kind.as_deref() == Some("user")
        && record.object_key.as_deref() != Some(user.to_string().as_str());
    ExportedEvent {
        at: record.at,
        event: record.event,
        outcome: record.outcome,
        by_yourself: own,
        permission: record.permission,
        object_kind: record.object_kind,
        object_key: record.object_key.filter(|_| !to_somebody_else),
        address: own.then_some(record.address),
        user_agent: own.then_some(record.user_agent),
        request_id: own.then_some(record.request_id),
        detail: if to_somebody_else { json!({}) } else { record.detail },
    }
}
