//! Refunds.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Metadata, table::Row};

/// Where a refund is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// On its way; it may still fail.
    Pending,
    /// The bank has taken it. Even then it can come back.
    #[default]
    Succeeded,
    /// It came back: the money is the shop's again.
    Failed,
}

impl RefundStatus {
    /// Stripe's word for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }

    /// Whether a refund can go from here to there: forward only, and nothing comes after a failure.
    pub(super) fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Pending, Self::Succeeded) | (Self::Pending | Self::Succeeded, Self::Failed)
        )
    }
}

/// One refund.
#[derive(Clone, Debug)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) created: i64,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) charge: String,
    pub(crate) payment_intent: String,
    pub(crate) reason: Option<&'static str>,
    pub(crate) metadata: Metadata,
    pub(crate) status: RefundStatus,
}

impl Row for Refund {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Refund {
    /// Stripe's `refund` object.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "refund",
            "amount": self.amount,
            "balance_transaction": null,
            "charge": self.charge,
            "created": self.created,
            "currency": self.currency,
            "destination_details": {
                "card": { "reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund" },
                "type": "card",
            },
            "failure_reason": (self.status == RefundStatus::Failed).then_some("expired_or_canceled_card"),
            "metadata": self.metadata,
            "payment_intent": self.payment_intent,
            "reason": self.reason,
            "receipt_number": null,
            "source_transfer_reversal": null,
            "pending_reason": (self.status == RefundStatus::Pending).then_some("processing"),
            "status": self.status.as_str(),
            "transfer_reversal": null,
        })
    }
}
