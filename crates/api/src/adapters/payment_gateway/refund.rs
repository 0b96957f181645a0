//! Money that goes back, in the shop's words and in Stripe's.

use std::collections::HashMap;

use securecart_domain::{Money, RefundId, refunds::RefundStatus};
use stripe_core::refund::{CreateRefund, CreateRefundReason};
use stripe_shared::Refund;

/// The key under which the shop's own id of a refund travels.
const REFUND_KEY: &str = "refund_id";

/// Money to be given back.
#[derive(Clone, Debug)]
pub struct NewProviderRefund {
    /// The shop's refund: idempotency key, and metadata of the provider's.
    pub id: RefundId,
    /// The payment intent.
    pub payment_id: String,
    /// How much; more than nothing, in the currency of the payment.
    pub amount: Money,
}

/// A refund as the provider tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderRefund {
    /// The provider's id.
    pub id: String,
    /// The payment intent.
    pub payment_id: Option<String>,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// ISO 4217 code in upper case.
    pub currency: String,
    /// Where it is in its life.
    pub status: RefundStatus,
    /// The provider's word for why it failed.
    pub failure: Option<String>,
    /// The shop's refund that it was made for; none for those of the dashboard.
    pub reference: Option<RefundId>,
}

impl From<Refund> for ProviderRefund {
    fn from(refund: Refund) -> Self {
        let metadata = refund.metadata.unwrap_or_default();
        Self {
            status: status(refund.status.as_deref()),
            payment_id: refund.payment_intent.map(|intent| intent.id().to_string()),
            amount_minor: refund.amount,
            currency: refund.currency.to_string().to_uppercase(),
            failure: refund.failure_reason,
            reference: metadata.get(REFUND_KEY).and_then(|id| id.parse().ok()),
            id: refund.id.to_string(),
        }
    }
}

/// What waits for anything, and a word that is not known yet, is on its way: nothing is decided until it is.
fn status(word: Option<&str>) -> RefundStatus {
    match word {
        Some("succeeded") => RefundStatus::Succeeded,
        Some("failed" | "canceled") => RefundStatus::Failed,
        _ => RefundStatus::Pending,
    }
}

/// The call that gives money back; the same refund always gives the same parameters.
pub(super) fn create(new: &NewProviderRefund) -> CreateRefund {
    CreateRefund::new()
        .payment_intent(&new.payment_id)
        .amount(new.amount.minor())
        .reason(CreateRefundReason::RequestedByCustomer)
        .metadata(HashMap::from([(REFUND_KEY.to_owned(), new.id.to_string())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_nobody_knows_decides_nothing() {
        let cases = [
            (Some("succeeded"), RefundStatus::Succeeded),
            (Some("failed"), RefundStatus::Failed),
            (Some("canceled"), RefundStatus::Failed),
            (Some("pending"), RefundStatus::Pending),
            (Some("requires_action"), RefundStatus::Pending),
            (Some("reversed"), RefundStatus::Pending),
            (None, RefundStatus::Pending),
        ];
        for (word, expected) in cases {
            assert_eq!(status(word), expected, "{word:?}");
        }
    }
}
