//! `POST /v1/refunds`: never more than what is left of the charge.

use serde_json::{Value, json};

use super::{
    Cause, Charge, Ledger,
    refund::{Refund, RefundStatus},
};
use crate::{
    error::ApiError,
    ids::{IdKind, new_id},
    money::written,
    params::Param,
};

const KNOWN: [&str; 6] = ["amount", "charge", "expand", "metadata", "payment_intent", "reason"];
const REASONS: [&str; 3] = ["duplicate", "fraudulent", "requested_by_customer"];

impl Ledger {
    /// Refunds a payment or part of it.
    ///
    /// Refuses with `charge_already_refunded` when nothing is left, and without a code (as Stripe does) when the
    /// amount is more than what is left.
    pub(crate) fn create_refund(&mut self, params: &Param<'_>, cause: &Cause) -> Result<Value, ApiError> {
        params.allow_only(&KNOWN)?;
        let amount = params.get("amount").integer(1)?;
        let reason = params.get("reason").one_of(&REASONS)?;
        let metadata = params.get("metadata").metadata()?;
        let charge = self.charge_to_refund(params)?;
        let amount = refundable(charge, amount)?;
        // A refund that is to fail is on its way first, as Stripe's are.
        let status = match self.refunds_begin {
            RefundStatus::Failed => RefundStatus::Pending,
            begin => begin,
        };
        let refund = Refund {
            id: new_id(IdKind::Refund),
            created: cause.now,
            amount,
            currency: charge.currency.clone(),
            charge: charge.id.clone(),
            payment_intent: charge.payment_intent.clone(),
            reason,
            metadata,
            status,
        };
        let (id, charge_id) = (refund.id.clone(), charge.id.clone());
        let shown = refund.json();
        self.refunds.insert(refund);
        self.emit("refund.created", shown, None, cause);
        self.count_refund(&charge_id, amount, cause);
        if self.refunds_begin == RefundStatus::Failed {
            self.move_refund(&id, RefundStatus::Failed, cause);
        }
        self.required_object("refund", "re_", &id, "refund")
    }

    fn charge_to_refund(&self, params: &Param<'_>) -> Result<&Charge, ApiError> {
        let (intent, charge) = (params.get("payment_intent"), params.get("charge"));
        if let Some(id) = charge.text()? {
            return self.charges.get(id).ok_or_else(|| ApiError::missing("charge", id, "charge"));
        }
        let Some(id) = intent.text()? else {
            let message =
                "One of the following params should be provided for this request: payment_intent or charge.";
            return Err(ApiError::parameter("parameter_missing", "payment_intent", message.to_owned()));
        };
        let found =
            self.intents.get(id).ok_or_else(|| ApiError::missing("payment_intent", id, "payment_intent"))?;
        let latest = found.latest_charge.as_deref().and_then(|charge| self.charges.get(charge));
        latest.filter(|charge| charge.succeeded()).ok_or_else(|| {
            let message = format!("This PaymentIntent ({id}) does not have a successful charge to refund.");
            ApiError::state(Some("payment_intent_unexpected_state"), message)
        })
    }

    fn count_refund(&mut self, charge_id: &str, amount: i64, cause: &Cause) {
        let Some(charge) = self.charges.get_mut(charge_id) else {
            return;
        };
        let before = json!({ "amount_refunded": charge.refunded });
        charge.refunded = charge.refunded.saturating_add(amount);
        let shown = charge.json();
        self.emit("charge.refunded", shown, Some(before), cause);
    }
}

/// The amount to refund: what was asked, or all that is left.
fn refundable(charge: &Charge, asked: Option<i64>) -> Result<i64, ApiError> {
    let left = charge.unrefunded();
    if !charge.succeeded() {
        let message = format!("Charge {} has failed and cannot be refunded.", charge.id);
        return Err(ApiError::state(None, message));
    }
    if left == 0 {
        let message = format!("Charge {} has already been refunded.", charge.id);
        return Err(ApiError::state(Some("charge_already_refunded"), message));
    }
    let amount = asked.unwrap_or(left);
    if amount > left {
        let message = format!(
            "Refund amount ({}) is greater than unrefunded amount on charge ({})",
            written(amount, &charge.currency),
            written(left, &charge.currency)
        );
        return Err(ApiError::state(None, message).with_param("amount"));
    }
    Ok(amount)
}
