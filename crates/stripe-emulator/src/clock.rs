//! The emulator's own time, which tests may move forward.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Real time plus an offset, in whole seconds.
///
/// Objects and expiry follow this clock. Webhook signatures do not: a receiver compares them with its own
/// clock, which nobody moved (see [`real_now`]).
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
}

impl Clock {
    pub(crate) fn now(&self) -> i64 {
        real_now().saturating_add(self.offset_seconds.load(Ordering::SeqCst))
    }

    pub(crate) fn advance(&self, by: Duration) {
        let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        self.offset_seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn reset(&self) {
        self.offset_seconds.store(0, Ordering::SeqCst);
    }
}

/// Seconds since the epoch by the machine's clock.
pub(crate) fn real_now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_secs()).ok())
        .unwrap_or_default()
}
