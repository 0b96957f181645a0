//! Looks after the books: what no constraint can state is looked up.

use securecart_db::invariants::{Violation, find_violations};
use serde_json::json;

use crate::{
    audit::{self, Entry, Outcome},
    auth::Actor,
    http::ApiError,
    state::AppState,
};

/// Rows of a broken rule that are named.
const NAMED: usize = 20;

/// One round: every rule. A broken one is a defect of the shop, or of somebody who changed the database by hand: it goes
/// to the log as an error, and into the audit log.
pub async fn check_books(state: AppState) -> anyhow::Result<()> {
    let mut conn = state.db.connection().await?;
    let violations = find_violations(&mut conn).await?;
    drop(conn);
    for broken in violations.chunk_by(|one, next| one.rule == next.rule) {
        tell(&state, broken)
            .await
            .map_err(|error| anyhow::anyhow!("a broken rule was not noted: {error}"))?;
    }
    Ok(())
}

async fn tell(state: &AppState, broken: &[Violation]) -> Result<(), ApiError> {
    let rule = broken.first().map_or("", |first| first.rule);
    let keys: Vec<&str> = broken.iter().take(NAMED).map(|violation| violation.key.as_str()).collect();
    tracing::error!(rule, rows = broken.len(), ?keys, "the books are wrong");
    let detail = json!({ "rule": rule, "rows": broken.len(), "keys": keys });
    let now = state.clock.now();
    state
        .db
        .transaction(async |tx| {
            let entry = Entry {
                event: "books_broken",
                object_kind: "rule",
                object_key: "books".to_owned(),
                outcome: Outcome::Failure,
                detail: detail.clone(),
            };
            Ok::<_, ApiError>(audit::record(tx, now, &Actor::system(), entry).await?)
        })
        .await
}
