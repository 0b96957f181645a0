//! Looks after the books: what no constraint can state is looked up.

use securecart_db::{
    audit::verify,
    invariants::{Findings, find_violations},
};
use serde_json::{Value, json};

use crate::{
    audit::{self, Entry, Outcome},
    auth::Actor,
    http::ApiError,
    state::AppState,
};

/// Rows of a broken rule that are named.
const NAMED: usize = 20;

/// One round: every rule, and the chain of the audit log. What is broken is a defect of the shop, or of somebody who changed
/// the database by hand: it goes to the log as an error, and into the audit log.
pub async fn check_books(state: AppState) -> anyhow::Result<()> {
    let mut conn = state.db.connection().await?;
    let Findings { violations, unchecked } = find_violations(&mut conn).await?;
    drop(conn);
    for broken in violations.chunk_by(|one, next| one.rule == next.rule) {
        let rule = broken.first().map_or("", |first| first.rule);
        let keys: Vec<&str> = broken.iter().take(NAMED).map(|violation| violation.key.as_str()).collect();
        tracing::error!(rule, rows = broken.len(), ?keys, "the books are wrong");
        note(&state, "books", json!({ "rule": rule, "rows": broken.len(), "keys": keys })).await?;
    }
    if let Some(broken) = verify(&state.db, None).await?.broken {
        tracing::error!(%broken, "the audit log is not as it was written");
        note(&state, "audit_log", json!({ "broken": broken.to_string() })).await?;
    }
    for (rule, error) in &unchecked {
        tracing::error!(rule, ?error, "a rule of the books could not be looked at");
    }
    anyhow::ensure!(unchecked.is_empty(), "{} rules could not be looked at", unchecked.len());
    Ok(())
}

async fn note(state: &AppState, key: &str, detail: Value) -> anyhow::Result<()> {
    let now = state.clock.now();
    let noted = state
        .db
        .transaction(async |tx| {
            let entry = Entry {
                event: "books_broken",
                object_kind: "rule",
                object_key: key.to_owned(),
                outcome: Outcome::Failure,
                detail: detail.clone(),
            };
            Ok::<_, ApiError>(audit::record(tx, now, &Actor::system(), entry).await?)
        })
        .await;
    noted.map_err(|error| anyhow::anyhow!("a broken rule was not noted: {error}"))
}
