//! Time, faults, records of calls, and starting over.

use std::time::Duration;

use super::ApiCallRecord;
use crate::{faults::FaultRule, idempotency::IdempotencyKeys, ledger::Ledger, shared::Shared};

impl Shared {
    /// Moves the clock forward; sessions that are due expire at once.
    pub(crate) fn advance_clock(&self, by: Duration) -> i64 {
        self.clock.advance(by);
        self.transact(|_, now| now)
    }

    pub(crate) fn inject_faults(&self, rule: FaultRule) {
        self.transact(|state, _| state.faults.add(rule));
    }

    pub(crate) fn clear_faults(&self) {
        self.transact(|state, _| state.faults.clear());
    }

    pub(crate) fn api_calls(&self) -> Vec<ApiCallRecord> {
        self.transact(|state, _| state.calls.clone())
    }

    /// Forgets everything but the webhook address.
    pub(crate) fn reset(&self) {
        self.clock.reset();
        self.transact(|state, _| {
            state.ledger = Ledger::new(self.base_url.clone());
            state.keys = IdempotencyKeys::default();
            state.faults.clear();
            state.calls.clear();
            state.desk.reset();
        });
    }
}
