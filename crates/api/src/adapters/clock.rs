//! Time and fresh ids, as something that is handed in, so that a test can let an hour pass.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Duration, SubsecRound, Utc};
use uuid::Uuid;

/// The shop's clock. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Milliseconds ahead of the machine's clock; zero outside of tests.
    ahead: Arc<AtomicI64>,
    /// Microseconds since the epoch at which a test stopped the clock; zero while it runs.
    stopped: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// Now, in whole microseconds as PostgreSQL stores them, so that a stored time equals the one that was
    /// handed out.
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    pub fn now(&self) -> DateTime<Utc> {
        let stopped = self.stopped.load(Ordering::Relaxed);
        let machine =
            DateTime::from_timestamp_micros(stopped).filter(|_| stopped != 0).unwrap_or_else(Utc::now);
        (machine + Duration::milliseconds(self.ahead.load(Ordering::Relaxed))).trunc_subsecs(6)
    }

    /// A fresh `UUIDv7` (RFC 9562): later ids sort after earlier ones.
    #[expect(clippy::disallowed_methods, reason = "this is where ids come from")]
    pub fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// Stops the clock for everyone who holds a clone: from now on time passes by [`Clock::advance`] alone.
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    pub fn stop(&self) {
        self.stopped.store(Utc::now().timestamp_micros(), Ordering::Relaxed);
    }

    /// Lets time pass for everyone who holds a clone.
    pub fn advance(&self, by: Duration) {
        self.ahead.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}
