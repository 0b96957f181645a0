//! Refunds that take their time, fail, or are made by hand in the dashboard.

use serde_json::Value;

use super::ControlError;
use crate::{
    form::Node,
    ledger::{Cause, RefundStatus},
    params::Param,
    shared::Shared,
};

impl Shared {
    /// The state in which refunds are made from now on.
    pub(crate) fn begin_refunds_as(&self, status: RefundStatus) {
        self.transact(|state, _| state.ledger.begin_refunds_as(status));
    }

    /// Takes a refund to its next state.
    pub(crate) fn move_refund(&self, id: &str, next: RefundStatus) -> Result<Value, ControlError> {
        self.transact(|state, now| {
            let before = state.ledger.object(id).filter(|_| id.starts_with("re_"));
            before.ok_or_else(|| ControlError::NotFound(id.to_owned()))?;
            if !state.ledger.move_refund(id, next, &Cause::outside(now)) {
                return Err(ControlError::Invalid(format!("the refund can not become {}", next.as_str())));
            }
            state.ledger.object(id).ok_or_else(|| ControlError::NotFound(id.to_owned()))
        })
    }

    /// All refunds, newest first.
    pub(crate) fn refunds(&self) -> Vec<Value> {
        self.transact(|state, _| state.ledger.list_refunds(None, None))
    }

    /// Refunds a payment as somebody does in the dashboard: no call of the shop makes it.
    pub(crate) fn refund_by_hand(&self, intent: &str, amount: Option<i64>) -> Result<Value, ControlError> {
        let mut fields = vec![("payment_intent".to_owned(), Node::Text(intent.to_owned()))];
        fields.extend(amount.map(|amount| ("amount".to_owned(), Node::Text(amount.to_string()))));
        let form = Node::Map(fields);
        self.transact(|state, now| {
            let made = state.ledger.create_refund(&Param::root(&form), &Cause::outside(now));
            made.map_err(|error| ControlError::Invalid(error.message))
        })
    }
}
