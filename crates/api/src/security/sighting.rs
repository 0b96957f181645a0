//! Counting what was seen, and raising an event where a rule says so.

use securecart_db::{
    Conn, DbError,
    security::{events, signals},
};
use securecart_domain::{SecurityEventId, UserId, security::SecurityEventKind};
use serde_json::json;

use super::watch::can_be_blocked;
use crate::{
    audit::{self, Entry, Outcome},
    auth::Actor,
    limits::Network,
    state::AppState,
};

/// Something suspicious that was seen once.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// What it may be a part of.
    pub kind: SecurityEventKind,
    /// Where it came from.
    pub network: Network,
    /// The account that it is about, where that is the source and not the network.
    pub account: Option<String>,
    /// What it was done to: the rule asks for different ones.
    pub subject: String,
}

/// A failed sign-in, seen both as one of the network's and as one of the account's. `identifier` is a keyed hash of what
/// was typed in; a name that nobody has is told by its first digits.
pub async fn notice_failed_sign_in(
    state: &AppState,
    network: Network,
    identifier: &[u8; 32],
    user: Option<UserId>,
) {
    let name = hex::encode(identifier);
    let digits: String = name.chars().take(8).collect();
    let account = user.map_or_else(|| format!("unknown name {digits}"), |user| user.to_string());
    let spraying =
        Sighting { kind: SecurityEventKind::PasswordSpraying, network, account: None, subject: name };
    notice(state, &spraying).await;
    let targeted = Sighting {
        kind: SecurityEventKind::AccountTargeted,
        account: Some(account),
        subject: network.to_string(),
        ..spraying
    };
    notice(state, &targeted).await;
}

/// Counts a sighting and raises an event if it is one too many. The answer to the request stands in any case; what goes
/// wrong here goes to the log.
pub async fn notice(state: &AppState, sighting: &Sighting) {
    let (config, now) = (&state.config.intrusion, state.clock.now());
    if !config.on || !state.watch.may_count(sighting.network, now) {
        return;
    }
    if let Err(error) = count(state, sighting).await {
        let error = format!("{:#}", anyhow::Error::from(error));
        tracing::error!(kind = %sighting.kind, error, "something suspicious was not counted");
    }
}

async fn count(state: &AppState, sighting: &Sighting) -> Result<(), DbError> {
    let (config, now, kind) = (&state.config.intrusion, state.clock.now(), sighting.kind);
    let source = sighting.account.clone().unwrap_or_else(|| sighting.network.to_string());
    let (of, about) =
        (state.limits.key(&["source", &source]), state.limits.key(&["subject", &sighting.subject]));
    // Given back before the event is raised, which takes a connection of its own.
    let seen =
        signals::note(&mut *state.db.connection().await?, kind, &of, &about, config.window, now).await?;
    if seen < config.threshold(kind) {
        return Ok(());
    }
    let blockable = sighting.account.is_none() && can_be_blocked(sighting.network, &state.config.http);
    let blocks = blockable && config.block > chrono::Duration::zero();
    let event = events::NewEvent {
        id: SecurityEventId::new(state.clock.uuid()),
        kind,
        severity: kind.severity(),
        source: &source,
        blocked_until: blocks.then(|| now + config.block),
        now,
    };
    let raised = state.db.transaction(async |tx| raise(tx, sighting, &event, blocks).await).await?;
    if let Some(until) = raised.blocked_until.filter(|until| blocks && *until > now) {
        state.watch.block(sighting.network, until);
    }
    if raised.fresh {
        tracing::warn!(%kind, source, blocked = blocks, "this looks like an attack");
    }
    Ok(())
}

/// Raises the event; a new one is written down, too.
async fn raise(
    tx: &mut Conn,
    sighting: &Sighting,
    event: &events::NewEvent<'_>,
    blocked: bool,
) -> Result<events::Raised, DbError> {
    let raised = events::raise(tx, event).await?;
    if raised.fresh {
        let actor = Actor { address: sighting.network.to_string(), ..Actor::system() };
        let entry = Entry {
            event: "intrusion_detected",
            object_kind: "security_event",
            object_key: event.id.to_string(),
            outcome: Outcome::Denied,
            detail: json!({ "kind": event.kind, "blocked": blocked }),
        };
        audit::record(tx, event.now, &actor, entry).await?;
    }
    Ok(raised)
}
