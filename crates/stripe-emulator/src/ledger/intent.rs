//! Payment intents: the attempts to pay one session.

use serde_json::{Value, json};

use super::{Metadata, card::Decline, pay::Payer, table::Row};

/// Where a payment is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntentStatus {
    RequiresPaymentMethod,
    RequiresAction,
    Processing,
    Succeeded,
    Canceled,
}

impl IntentStatus {
    fn as_str(self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::RequiresAction => "requires_action",
            Self::Processing => "processing",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
        }
    }
}

/// One payment intent.
#[derive(Clone, Debug)]
pub(crate) struct Intent {
    pub(crate) id: String,
    pub(crate) client_secret: String,
    pub(crate) created: i64,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) status: IntentStatus,
    pub(crate) canceled_at: Option<i64>,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) receipt_email: Option<String>,
    pub(crate) payment_method: Option<String>,
    pub(crate) latest_charge: Option<String>,
    /// Why the last attempt failed.
    pub(crate) last_error: Option<(Decline, Option<String>)>,
    /// The payer whose bank asks for confirmation, and the page where it is given.
    pub(crate) unconfirmed: Option<(Payer, String)>,
    /// The payer whose money is on its way.
    pub(crate) arriving: Option<Payer>,
}

impl Row for Intent {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Intent {
    fn amount_received(&self) -> i64 {
        if self.status == IntentStatus::Succeeded { self.amount } else { 0 }
    }

    fn last_error_json(&self) -> Value {
        let Some((decline, charge)) = &self.last_error else {
            return Value::Null;
        };
        let mut error = json!({ "type": "card_error", "code": decline.code, "message": decline.message });
        if let Some(fields) = error.as_object_mut() {
            if let Some(reason) = decline.reason {
                fields.insert("decline_code".to_owned(), json!(reason));
            }
            if let Some(charge) = charge {
                fields.insert("charge".to_owned(), json!(charge));
            }
        }
        error
    }

    fn next_action_json(&self) -> Value {
        self.unconfirmed.as_ref().map_or(Value::Null, |(_, page)| {
            json!({ "type": "redirect_to_url", "redirect_to_url": { "return_url": null, "url": page } })
        })
    }

    /// Stripe's `payment_intent` object.
    pub(crate) fn json(&self) -> Value {
        let cancelled = (self.status == IntentStatus::Canceled).then_some("expired");
        json!({
            "id": self.id,
            "object": "payment_intent",
            "amount": self.amount,
            "amount_capturable": 0,
            "amount_details": { "tip": {} },
            "amount_received": self.amount_received(),
            "application": null,
            "application_fee_amount": null,
            "automatic_payment_methods": null,
            "canceled_at": self.canceled_at,
            "cancellation_reason": cancelled,
            "capture_method": "automatic_async",
            "client_secret": self.client_secret,
            "confirmation_method": "automatic",
            "created": self.created,
            "currency": self.currency,
            "customer": null,
            "customer_account": null,
            "description": self.description,
            "last_payment_error": self.last_error_json(),
            "latest_charge": self.latest_charge,
            "livemode": false,
            "metadata": self.metadata,
            "next_action": self.next_action_json(),
            "on_behalf_of": null,
            "payment_method": self.payment_method,
            "payment_method_configuration_details": null,
            "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
            "payment_method_types": ["card"],
            "processing": null,
            "receipt_email": self.receipt_email,
            "review": null,
            "setup_future_usage": null,
            "shipping": null,
            "source": null,
            "statement_descriptor": null,
            "statement_descriptor_suffix": null,
            "status": self.status.as_str(),
            "transfer_data": null,
            "transfer_group": null,
        })
    }
}
