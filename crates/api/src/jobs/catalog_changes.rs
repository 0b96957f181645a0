//! Hearing of every change of the catalogue, of whichever instance.

use std::{cell::Cell, time::Duration};

use securecart_db::catalog::listen;
use tokio::{sync::watch, task::JoinHandle};

use crate::state::AppState;

/// The pauses before listening anew: from the first to the longest, each twice as long as the one before.
const FIRST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(5);

/// Listens until `stopping` turns true. As long as nobody does, the shop window keeps nothing.
pub fn follow_catalog(state: &AppState, stopping: &watch::Receiver<bool>) -> JoinHandle<()> {
    let (db, mut stopping) = (state.db.clone(), stopping.clone());
    actix_web::rt::spawn(async move {
        let pause = Cell::new(FIRST);
        let following = async {
            loop {
                if let Err(error) = listen(&db, || pause.set(FIRST)).await {
                    tracing::warn!(%error, "changes of the catalogue are not heard of; trying again");
                }
                tokio::time::sleep(pause.get()).await;
                pause.set(pause.get().saturating_mul(2).min(LONGEST));
            }
        };
        tokio::select! {
            () = following => {}
            // Also when the sender is gone.
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    })
}
