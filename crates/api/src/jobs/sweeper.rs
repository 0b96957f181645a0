//! Removes what has ended by time.

use chrono::Duration;
use securecart_db::{
    accounts::{
        address_changes::delete_expired_changes,
        passkeys::ceremonies,
        second_factor::{pending_sign_ins, totp},
        sessions,
    },
    idempotency,
    limits::{buckets, devices, sign_ins},
    mailed_links::{delete_expired_links, delete_old_quotas},
    security::{events, signals},
};

use crate::{mail::WINDOW, state::AppState};

/// One round: sessions, mailed links and sign-ins that open nothing any more, secrets that were never confirmed, counts
/// that are over, and calls that may be made anew.
pub async fn sweep_sessions(state: AppState) -> anyhow::Result<()> {
    let mut conn = state.db.connection().await?;
    let now = state.clock.now();
    let removed = sessions::delete_expired(&mut conn, now).await?;
    delete_expired_links(&mut conn, now).await?;
    delete_expired_changes(&mut conn, now).await?;
    pending_sign_ins::delete_expired(&mut conn, now).await?;
    ceremonies::delete_expired(&mut conn, now).await?;
    totp::delete_expired(&mut conn, now).await?;
    delete_old_quotas(&mut conn, now - WINDOW).await?;
    idempotency::delete_expired(&mut conn, now).await?;
    if removed > 0 {
        tracing::info!(removed, "sessions that had ended were removed");
    }
    Ok(())
}

/// How long a browser that is not used stays known.
const DEVICES_UNUSED: Duration = Duration::days(180);

/// How long events stay that were looked at: thirteen months, as the audit log.
const EVENTS_KEPT: Duration = Duration::days(396);

/// One round: budgets that are full, failed sign-ins that are forgotten, browsers that were not used.
pub async fn sweep_limits(state: AppState) -> anyhow::Result<()> {
    let now = state.clock.now();
    let mut conn = state.db.connection().await?;
    let budgets = buckets::sweep(&mut conn, now).await?;
    let failures = sign_ins::sweep(&mut conn, now).await?;
    let browsers = devices::sweep(&mut conn, now, DEVICES_UNUSED).await?;
    signals::sweep(&mut conn, now - state.config.intrusion.window).await?;
    events::sweep(&mut conn, now, EVENTS_KEPT).await?;
    tracing::debug!(budgets, failures, browsers, "limits were swept");
    Ok(())
}

/// One round: budgets of this process that are full.
pub async fn forget_full_budgets(state: AppState) -> anyhow::Result<()> {
    let remembered = state.limits.forget_full();
    tracing::debug!(remembered, "budgets of this process");
    Ok(())
}
