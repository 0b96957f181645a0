//! A payer tries to pay a session: the one place where money moves in.

use super::{
    Card, Cause, Charge, Ledger, Session, SessionStatus,
    card::{Answer, Decline, NOT_CONFIRMED},
    intent::{Intent, IntentStatus},
};
use crate::ids::{IdKind, new_id, random_text};

/// Who pays, with what.
#[derive(Clone, Debug)]
pub(crate) struct Payer {
    pub(crate) card: Card,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PayOutcome {
    Paid,
    /// Taken; the money arrives later or never.
    Accepted,
    Declined(&'static str),
    /// The bank wants the payer to confirm first.
    NeedsConfirmation,
    /// There is nothing to confirm.
    NothingToConfirm,
    AlreadyPaid,
    Expired,
    NoSuchSession,
}

impl Ledger {
    /// Tries the payer's card on an open session. A session is paid at most once.
    pub(crate) fn pay(&mut self, session_id: &str, payer: Payer, cause: &Cause) -> PayOutcome {
        let session = match self.open_session(session_id) {
            Ok(session) => session.clone(),
            Err(outcome) => return outcome,
        };
        let payer = Payer { email: payer.email.or_else(|| session.customer_email.clone()), ..payer };
        let intent_id = self.intent_of(&session, cause);
        match payer.card.answer {
            Answer::Pays => self.pay_now(&session.id, &intent_id, &payer, cause),
            Answer::Declines(decline) => self.fail(&intent_id, &payer, decline, true, cause),
            Answer::TakesTime => self.accept(&session.id, &intent_id, payer, cause),
            Answer::AsksThePayer => self.ask(&session.id, &intent_id, payer),
        }
    }

    /// The payer answers the bank's question.
    pub(crate) fn confirm(&mut self, session_id: &str, agreed: bool, cause: &Cause) -> PayOutcome {
        let session = match self.open_session(session_id) {
            Ok(session) => session.clone(),
            Err(outcome) => return outcome,
        };
        let waiting = session.payment_intent.as_deref().and_then(|id| self.intents.get_mut(id));
        let Some((intent, (payer, _))) = waiting.and_then(|intent| {
            let unconfirmed = intent.unconfirmed.take()?;
            Some((intent.id.clone(), unconfirmed))
        }) else {
            return PayOutcome::NothingToConfirm;
        };
        if agreed {
            self.pay_now(&session.id, &intent, &payer, cause)
        } else {
            self.fail(&intent, &payer, NOT_CONFIRMED, false, cause)
        }
    }

    /// Whether the bank waits for the payer's confirmation.
    pub(crate) fn awaits_confirmation(&self, session: &Session) -> bool {
        let intent = session.payment_intent.as_deref().and_then(|id| self.intents.get(id));
        intent.is_some_and(|intent| intent.unconfirmed.is_some())
    }

    fn open_session(&self, id: &str) -> Result<&Session, PayOutcome> {
        let session = self.sessions.get(id).ok_or(PayOutcome::NoSuchSession)?;
        match session.status {
            SessionStatus::Open => Ok(session),
            SessionStatus::Complete => Err(PayOutcome::AlreadyPaid),
            SessionStatus::Expired => Err(PayOutcome::Expired),
        }
    }

    /// The session's payment intent, made at the first attempt as Stripe does.
    fn intent_of(&mut self, session: &Session, cause: &Cause) -> String {
        if let Some(existing) = &session.payment_intent {
            return existing.clone();
        }
        let id = new_id(IdKind::PaymentIntent);
        self.intents.insert(Intent {
            client_secret: format!("{id}_secret_{}", random_text(25)),
            id: id.clone(),
            created: cause.now,
            amount: session.total,
            currency: session.currency.clone(),
            status: IntentStatus::RequiresPaymentMethod,
            canceled_at: None,
            description: session.intent_data.description.clone(),
            metadata: session.intent_data.metadata.clone(),
            receipt_email: session.intent_data.receipt_email.clone(),
            payment_method: None,
            latest_charge: None,
            last_error: None,
            unconfirmed: None,
            arriving: None,
        });
        if let Some(session) = self.sessions.get_mut(&session.id) {
            session.payment_intent = Some(id.clone());
        }
        id
    }

    fn ask(&mut self, session_id: &str, intent_id: &str, payer: Payer) -> PayOutcome {
        let page = format!("{}/confirm", self.page_url(session_id));
        if let Some(intent) = self.intents.get_mut(intent_id) {
            intent.status = IntentStatus::RequiresAction;
            intent.payment_method = Some(new_id(IdKind::PaymentMethod));
            intent.unconfirmed = Some((payer, page));
        }
        PayOutcome::NeedsConfirmation
    }

    fn pay_now(&mut self, session_id: &str, intent_id: &str, payer: &Payer, cause: &Cause) -> PayOutcome {
        self.complete(session_id, payer);
        self.succeed(intent_id, payer, cause);
        self.announce("checkout.session.completed", Some(session_id), cause);
        PayOutcome::Paid
    }

    /// The bank pays.
    pub(super) fn succeed(&mut self, intent_id: &str, payer: &Payer, cause: &Cause) {
        let charge = self.charge(intent_id, payer, None, cause);
        if let Some(intent) = self.intents.get_mut(intent_id) {
            intent.status = IntentStatus::Succeeded;
            intent.last_error = None;
            intent.unconfirmed = None;
        }
        self.announce("charge.succeeded", charge.as_deref(), cause);
        self.announce("payment_intent.succeeded", Some(intent_id), cause);
    }

    /// The payer is through with the page.
    pub(super) fn complete(&mut self, session_id: &str, payer: &Payer) {
        if let Some(session) = self.sessions.get_mut(session_id) {
            self.open_until.remove(&(session.expires_at, session.id.clone()));
            session.status = SessionStatus::Complete;
            session.payer = Some((payer.email.clone(), payer.name.clone()));
        }
    }

    pub(super) fn fail(
        &mut self,
        intent_id: &str,
        payer: &Payer,
        decline: Decline,
        charged: bool,
        cause: &Cause,
    ) -> PayOutcome {
        let charge = if charged { self.charge(intent_id, payer, Some(decline), cause) } else { None };
        if let Some(intent) = self.intents.get_mut(intent_id) {
            intent.status = IntentStatus::RequiresPaymentMethod;
            intent.payment_method = None;
            intent.unconfirmed = None;
            intent.last_error = Some((decline, charge));
        }
        self.announce("payment_intent.payment_failed", Some(intent_id), cause);
        PayOutcome::Declined(decline.message)
    }

    /// Records what the bank did with the card, and points the intent at it.
    fn charge(
        &mut self,
        intent_id: &str,
        payer: &Payer,
        decline: Option<Decline>,
        cause: &Cause,
    ) -> Option<String> {
        let intent = self.intents.get_mut(intent_id)?;
        let method = intent.payment_method.clone().unwrap_or_else(|| new_id(IdKind::PaymentMethod));
        let charge = Charge {
            id: new_id(IdKind::Charge),
            created: cause.now,
            amount: intent.amount,
            refunded: 0,
            currency: intent.currency.clone(),
            payment_intent: intent.id.clone(),
            payment_method: method.clone(),
            card: payer.card.clone(),
            email: payer.email.clone(),
            name: payer.name.clone(),
            description: intent.description.clone(),
            metadata: intent.metadata.clone(),
            receipt_email: intent.receipt_email.clone(),
            decline,
        };
        let id = charge.id.clone();
        intent.payment_method = Some(method);
        intent.latest_charge = Some(id.clone());
        self.charges.insert(charge);
        Some(id)
    }

    pub(super) fn announce(&mut self, kind: &'static str, id: Option<&str>, cause: &Cause) {
        if let Some(object) = id.and_then(|id| self.object(id)) {
            self.emit(kind, object, None, cause);
        }
    }
}
