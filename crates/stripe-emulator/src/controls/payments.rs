//! Paying without a browser.

use serde_json::Value;

use super::{ControlError, PaymentOutcome};
use crate::{
    ledger::{Card, CardEntry, Cause, PayOutcome, Payer, Session},
    page::this_month,
    shared::{Shared, State},
};

impl Shared {
    /// Does what the form does with this card number and email.
    pub(crate) fn pay_session(
        &self,
        id: &str,
        card_number: &str,
        email: Option<&str>,
    ) -> Result<PaymentOutcome, ControlError> {
        let entry = CardEntry { number: Some(card_number.to_owned()), ..CardEntry::default() };
        self.outcome(id, |state, now| {
            let card = Card::read(&entry, this_month(now));
            let card = card.map_err(|problem| ControlError::Invalid(problem.message.to_owned()))?;
            let payer = Payer { card, email: email.map(str::to_owned), name: None };
            Ok(state.ledger.pay(id, payer, &Cause::outside(now)))
        })
    }

    /// Answers the bank's question for the payer.
    pub(crate) fn confirm_session(&self, id: &str, agreed: bool) -> Result<PaymentOutcome, ControlError> {
        self.outcome(id, |state, now| Ok(state.ledger.confirm(id, agreed, &Cause::outside(now))))
    }

    /// Lets the money of a payment that takes time arrive, or has the bank refuse it.
    pub(crate) fn arrive_session(&self, id: &str, arrived: bool) -> Result<PaymentOutcome, ControlError> {
        self.outcome(id, |state, now| Ok(state.ledger.arrive(id, arrived, &Cause::outside(now))))
    }

    /// Any object as the API shows it.
    pub(crate) fn object(&self, id: &str) -> Option<Value> {
        self.transact(|state, _| state.ledger.object(id))
    }

    /// All sessions as the API shows them, oldest first.
    pub(crate) fn sessions(&self) -> Vec<Value> {
        self.transact(|state, _| {
            let ledger = &state.ledger;
            ledger.sessions().map(|session| ledger.session_json(session)).collect()
        })
    }

    fn outcome(
        &self,
        id: &str,
        work: impl FnOnce(&mut State, i64) -> Result<PayOutcome, ControlError>,
    ) -> Result<PaymentOutcome, ControlError> {
        self.transact(|state, now| match work(state, now)? {
            PayOutcome::Paid => {
                let session = state.ledger.session(id);
                let success_url = session.map(Session::filled_success_url).unwrap_or_default();
                Ok(PaymentOutcome::Paid { success_url })
            }
            PayOutcome::Accepted => Ok(PaymentOutcome::Accepted),
            PayOutcome::Declined(message) => Ok(PaymentOutcome::Declined { message: message.to_owned() }),
            PayOutcome::NeedsConfirmation => Ok(PaymentOutcome::NeedsConfirmation),
            PayOutcome::AlreadyPaid => Ok(PaymentOutcome::AlreadyPaid),
            PayOutcome::Expired => Ok(PaymentOutcome::Expired),
            PayOutcome::NothingToConfirm => {
                Err(ControlError::Invalid("there is nothing to confirm".to_owned()))
            }
            PayOutcome::NoSuchSession => Err(ControlError::NotFound(format!("checkout session {id}"))),
        })
    }
}
