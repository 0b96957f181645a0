//! The state that the API, the page, the webhooks and the controls share.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use crate::{
    clock::Clock,
    config::EmulatorConfig,
    controls::ApiCallRecord,
    faults::Faults,
    idempotency::IdempotencyKeys,
    ledger::Ledger,
    webhooks::{Desk, Job},
};

/// Everything that changes while the emulator runs.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ledger: Ledger,
    pub(crate) desk: Desk,
    pub(crate) keys: IdempotencyKeys,
    pub(crate) faults: Faults,
    pub(crate) calls: Vec<ApiCallRecord>,
}

impl State {
    pub(crate) fn new(base_url: &str, webhook_url: Option<String>) -> Self {
        Self {
            ledger: Ledger::new(base_url.to_owned()),
            desk: Desk::new(webhook_url),
            keys: IdempotencyKeys::default(),
            faults: Faults::default(),
            calls: Vec::new(),
        }
    }
}

/// One running emulator, seen from any thread.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: EmulatorConfig,
    pub(crate) base_url: String,
    pub(crate) clock: Clock,
    state: Mutex<State>,
    courier: UnboundedSender<Job>,
}

impl Shared {
    pub(crate) fn new(config: EmulatorConfig, base_url: String, courier: UnboundedSender<Job>) -> Self {
        let state = State::new(&base_url, config.webhook_url.clone());
        Self { config, base_url, clock: Clock::default(), state: Mutex::new(state), courier }
    }

    /// Does something to the state in one piece, at the emulator's present time; expires sessions that are due
    /// first and hands new events to the webhooks after.
    pub(crate) fn transact<T>(&self, work: impl FnOnce(&mut State, i64) -> T) -> T {
        let now = self.clock.now();
        let mut state = self.lock();
        state.ledger.expire_due(now);
        let answer = work(&mut state, now);
        for event in state.ledger.take_unsent() {
            if let Some(job) = state.desk.file(&event) {
                self.send(job);
            }
        }
        answer
    }

    /// Gives a delivery to the courier; without one (a stopping emulator) it is forgotten.
    pub(crate) fn send(&self, job: Job) {
        if self.courier.send(job).is_err() {
            tracing::debug!("the courier has stopped, the delivery is forgotten");
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while the lock was held is a test's failure already; what it left is still the best we have.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
