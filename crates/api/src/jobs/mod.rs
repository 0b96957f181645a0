//! Work that no request waits for. Several instances may run all of it at once: each row is taken by one.

mod blocks;
mod books;
mod catalog_changes;
mod events;
mod imports;
mod keys;
mod outbox;
mod pictures;
mod reconciler;
mod refunds;
mod retention;
mod stock_mails;
mod sweeper;

use std::{future::Future, time::Duration};

use tokio::{sync::watch, task::JoinHandle};

use crate::state::AppState;

pub use blocks::load_blocks;
pub use books::check_books;
pub use catalog_changes::follow_catalog;
pub use events::retry_events;
pub use imports::go_on_with_imports;
pub use keys::refresh_keys;
pub use outbox::send_outbox;
pub use pictures::{fetch_announced, make_smaller};
pub use reconciler::reconcile;
pub use refunds::carry_out_refunds;
pub use retention::apply_retention;
pub use stock_mails::tell_of_stock;
pub use sweeper::{forget_full_budgets, sweep_limits, sweep_sessions};

/// Starts all jobs. Each ends after its current round once `stopping` turns true.
pub fn spawn(state: &AppState, stopping: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![
        follow_catalog(state, stopping),
        every(Duration::from_secs(5), "reconciler", state, stopping, reconcile),
        every(Duration::from_secs(2), "outbox", state, stopping, send_outbox),
        every(Duration::from_secs(3), "refunds", state, stopping, carry_out_refunds),
        every(Duration::from_secs(5), "stock mails", state, stopping, tell_of_stock),
        every(Duration::from_secs(10), "events", state, stopping, retry_events),
        every(Duration::from_secs(1), "imports", state, stopping, go_on_with_imports),
        every(Duration::from_secs(2), "pictures", state, stopping, fetch_announced),
        every(Duration::from_secs(1), "smaller pictures", state, stopping, make_smaller),
        every(Duration::from_secs(30), "keys", state, stopping, refresh_keys),
        every(Duration::from_hours(1), "sweeper", state, stopping, sweep_sessions),
        every(Duration::from_hours(1), "limits", state, stopping, sweep_limits),
        every(Duration::from_hours(1), "retention", state, stopping, apply_retention),
        every(Duration::from_hours(1), "books", state, stopping, check_books),
        every(Duration::from_secs(5), "blocks", state, stopping, load_blocks),
        every(Duration::from_mins(1), "budgets", state, stopping, forget_full_budgets),
    ]
}

/// Runs `work` again and again; a round that fails is told and the next one tries again.
fn every<W, F>(
    pause: Duration,
    name: &'static str,
    state: &AppState,
    stopping: &watch::Receiver<bool>,
    work: W,
) -> JoinHandle<()>
where
    W: Fn(AppState) -> F + 'static,
    F: Future<Output = anyhow::Result<()>> + 'static,
{
    let (state, mut stopping) = (state.clone(), stopping.clone());
    actix_web::rt::spawn(async move {
        while !*stopping.borrow_and_update() {
            if let Err(error) = work(state.clone()).await {
                tracing::warn!(job = name, error = format!("{error:#}"), "a round failed");
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                changed = stopping.changed() => {
                    if changed.is_err() {
                        return;
                    }
                }
            }
        }
    })
}
