//! Sessions end unpaid: by themselves in time, or because the shop ends them.

use serde_json::Value;

use super::{Cause, Ledger, SessionStatus, intent::IntentStatus};
use crate::error::ApiError;

impl Ledger {
    /// Expires every open session whose time has come.
    pub(crate) fn expire_due(&mut self, now: i64) {
        while self.open_until.first().is_some_and(|(expires_at, _)| *expires_at <= now) {
            if let Some((_, id)) = self.open_until.pop_first() {
                self.expire(&id, &Cause::outside(now));
            }
        }
    }

    /// `POST /v1/checkout/sessions/{id}/expire`: refuses any session that is not open.
    pub(crate) fn expire_session(&mut self, id: &str, cause: &Cause) -> Result<Value, ApiError> {
        let missing = || ApiError::missing("checkout.session", id, "session");
        let status = self.sessions.get(id).ok_or_else(missing)?.status;
        if status != SessionStatus::Open {
            let message = format!(
                "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a \
                 status of `{}`.",
                status.as_str()
            );
            return Err(ApiError::state(None, message));
        }
        self.expire(id, cause);
        self.object(id).ok_or_else(missing)
    }

    fn expire(&mut self, id: &str, cause: &Cause) {
        let Some(session) = self.sessions.get_mut(id) else {
            return;
        };
        self.open_until.remove(&(session.expires_at, session.id.clone()));
        session.status = SessionStatus::Expired;
        let intent = session.payment_intent.clone();
        if let Some(intent) = intent.and_then(|intent| self.intents.get_mut(&intent)) {
            intent.status = IntentStatus::Canceled;
            intent.canceled_at = Some(cause.now);
            intent.unconfirmed = None;
        }
        if let Some(shown) = self.object(id) {
            self.emit("checkout.session.expired", shown, None, cause);
        }
    }
}
