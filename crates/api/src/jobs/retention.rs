//! Forgets what nobody needs any more; `docs/DATA.md` says of every table when that is. What ends within days is the
//! sweeper's.

use chrono::Duration;
use securecart_db::{
    audit,
    back_in_stock::forget_wishes,
    imports::forget_imports,
    privacy::retention::{
        close_checkouts, forget_guests_carts, forget_mails, forget_provider_events, free_retired_usernames,
        shred_order_addresses,
    },
};

use crate::{http::ApiError, state::AppState};

/// How long a guest's cart stays that nobody changes: no session lives longer.
const GUESTS_CARTS: Duration = Duration::days(30);
/// How long a promised mail is remembered, whatever became of it. It was tried for less than two weeks.
const MAILS: Duration = Duration::days(30);
/// How long events of the payment provider are remembered, to handle none twice. It repeats them for three days.
const PROVIDER_EVENTS: Duration = Duration::days(90);
/// How long an import of products can be undone, and is in the list.
const IMPORTS: Duration = Duration::days(90);
/// How long a checkout that has ended knows its page and a guest's browser.
const CHECKOUTS: Duration = Duration::days(30);
/// How long the name of an erased account is nobody's: thirteen months, as long as people may remember it.
const RETIRED_NAMES: Duration = Duration::days(396);
/// How long the audit log goes back: thirteen months, and a day, since the database judges by its own clock.
const AUDIT: Duration = Duration::days(398);
/// How long a guest has time to confirm a wish to be told of stock, how long it then waits, and how long it is
/// remembered that it was told, so that the link in the mail still works.
const STOCK_WISHES: [Duration; 3] = [Duration::days(2), Duration::days(365), Duration::days(30)];
/// Orders of one transaction.
const BATCH: i64 = 500;
/// Entries of the audit log that are cut off in one transaction; all who write to it wait meanwhile.
const CUT: i64 = 2000;

/// One round.
pub async fn apply_retention(state: AppState) -> anyhow::Result<()> {
    let now = state.clock.now();
    let orders = shred(&state).await?;
    let mut conn = state.db.connection().await?;
    let carts = forget_guests_carts(&mut conn, now - GUESTS_CARTS).await?;
    let mails = forget_mails(&mut conn, now - MAILS).await?;
    let events = forget_provider_events(&mut conn, now - PROVIDER_EVENTS).await?;
    let checkouts = close_checkouts(&mut conn, now - CHECKOUTS).await?;
    let imports = forget_imports(&mut conn, now - IMPORTS).await?;
    let names = free_retired_usernames(&mut conn, now - RETIRED_NAMES).await?;
    let [unconfirmed, waiting, told] = STOCK_WISHES.map(|kept| now - kept);
    let wishes = forget_wishes(&mut conn, unconfirmed, waiting, told).await?;
    drop(conn);
    let entries = cut_audit_log(&state).await?;
    if orders + carts + mails + events + checkouts + imports + names + wishes + entries > 0 {
        tracing::info!(
            orders,
            carts,
            mails,
            events,
            checkouts,
            imports,
            names,
            wishes,
            entries,
            "what was old enough was forgotten"
        );
    }
    Ok(())
}

/// Entries of the audit log, in batches.
async fn cut_audit_log(state: &AppState) -> anyhow::Result<usize> {
    let now = state.clock.now();
    let mut entries = 0;
    loop {
        let batch = audit::cut(&state.db, now - AUDIT, CUT, now).await?;
        entries += usize::try_from(batch).unwrap_or(0);
        if batch < CUT {
            return Ok(entries);
        }
    }
}

/// Addresses of orders, in batches, so that no order is locked for long.
async fn shred(state: &AppState) -> anyhow::Result<usize> {
    let before = state.clock.now() - state.config.order_addresses_kept;
    let mut shredded = 0;
    loop {
        let batch = state
            .db
            .transaction(async |tx| Ok::<_, ApiError>(shred_order_addresses(tx, before, BATCH).await?));
        let batch =
            batch.await.map_err(|error| anyhow::anyhow!("addresses of orders stay for now: {error}"))?;
        shredded += batch;
        if i64::try_from(batch).unwrap_or(0) < BATCH {
            return Ok(shredded);
        }
    }
}
