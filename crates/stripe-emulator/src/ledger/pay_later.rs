//! Payments that are taken at once and arrive later, or never: <https://docs.stripe.com/payments/checkout/fulfill-orders>.

use super::{Cause, Ledger, PayOutcome, SessionStatus, card::NOT_ARRIVED, intent::IntentStatus, pay::Payer};

impl Ledger {
    /// Takes the payment: the payer is through, the money is not there.
    pub(super) fn accept(
        &mut self,
        session_id: &str,
        intent_id: &str,
        payer: Payer,
        cause: &Cause,
    ) -> PayOutcome {
        self.complete(session_id, &payer);
        if let Some(session) = self.sessions.get_mut(session_id) {
            session.awaits_money = true;
        }
        if let Some(intent) = self.intents.get_mut(intent_id) {
            intent.status = IntentStatus::Processing;
            intent.last_error = None;
            intent.arriving = Some(payer);
        }
        self.announce("payment_intent.processing", Some(intent_id), cause);
        self.announce("checkout.session.completed", Some(session_id), cause);
        PayOutcome::Accepted
    }

    /// What was taken arrives, or the bank refuses it.
    pub(crate) fn arrive(&mut self, session_id: &str, arrived: bool, cause: &Cause) -> PayOutcome {
        let Some(session) = self.sessions.get(session_id) else {
            return PayOutcome::NoSuchSession;
        };
        match session.status {
            SessionStatus::Complete if session.awaits_money => {}
            SessionStatus::Complete => return PayOutcome::AlreadyPaid,
            SessionStatus::Open => return PayOutcome::NothingToConfirm,
            SessionStatus::Expired => return PayOutcome::Expired,
        }
        let waiting = session.payment_intent.as_deref().and_then(|id| self.intents.get_mut(id));
        let Some((intent, payer)) =
            waiting.and_then(|intent| Some((intent.id.clone(), intent.arriving.take()?)))
        else {
            return PayOutcome::NothingToConfirm;
        };
        if arrived {
            if let Some(session) = self.sessions.get_mut(session_id) {
                session.awaits_money = false;
            }
            self.succeed(&intent, &payer, cause);
            self.announce("checkout.session.async_payment_succeeded", Some(session_id), cause);
            PayOutcome::Paid
        } else {
            let outcome = self.fail(&intent, &payer, NOT_ARRIVED, true, cause);
            self.announce("checkout.session.async_payment_failed", Some(session_id), cause);
            outcome
        }
    }
}
