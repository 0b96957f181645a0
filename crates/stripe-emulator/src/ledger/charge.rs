//! Charges: one attempt on one card.

use serde_json::{Value, json};

use super::{
    Metadata,
    card::{Card, Decline},
    table::Row,
};

/// One charge, succeeded or failed.
#[derive(Clone, Debug)]
pub(crate) struct Charge {
    pub(crate) id: String,
    pub(crate) created: i64,
    pub(crate) amount: i64,
    pub(crate) refunded: i64,
    pub(crate) currency: String,
    pub(crate) payment_intent: String,
    pub(crate) payment_method: String,
    pub(crate) card: Card,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) receipt_email: Option<String>,
    /// Why it failed; a charge without this succeeded.
    pub(crate) decline: Option<Decline>,
}

impl Row for Charge {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Charge {
    pub(crate) fn succeeded(&self) -> bool {
        self.decline.is_none()
    }

    /// Minor units that may still be refunded.
    pub(crate) fn unrefunded(&self) -> i64 {
        self.amount.saturating_sub(self.refunded)
    }

    fn outcome_json(&self) -> Value {
        let (network, reason, kind, message) = match &self.decline {
            None => ("approved_by_network", None, "authorized", "Payment complete."),
            Some(decline) => {
                let reason = decline.reason.unwrap_or(decline.code);
                ("declined_by_network", Some(reason), "issuer_declined", "The bank declined the payment.")
            }
        };
        json!({
            "network_status": network, "reason": reason, "risk_level": "normal", "risk_score": 12,
            "seller_message": message, "type": kind,
        })
    }

    fn card_json(&self) -> Value {
        json!({
            "card": {
                "amount_authorized": self.succeeded().then_some(self.amount),
                "brand": self.card.brand,
                "checks": { "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "pass" },
                "country": "US",
                "exp_month": self.card.exp_month,
                "exp_year": self.card.exp_year,
                "funding": "credit",
                "installments": null,
                "last4": self.card.last4,
                "mandate": null,
                "network": self.card.brand,
                "three_d_secure": null,
                "wallet": null,
            },
            "type": "card",
        })
    }

    /// Stripe's `charge` object.
    pub(crate) fn json(&self) -> Value {
        let paid = self.succeeded();
        let fully_refunded = paid && self.unrefunded() == 0;
        json!({
            "id": self.id,
            "object": "charge",
            "amount": self.amount,
            "amount_captured": if paid { self.amount } else { 0 },
            "amount_refunded": self.refunded,
            "application": null,
            "application_fee": null,
            "application_fee_amount": null,
            "balance_transaction": null,
            "billing_details": {
                "address": null, "email": self.email, "name": self.name, "phone": null, "tax_id": null,
            },
            "calculated_statement_descriptor": null,
            "captured": paid,
            "created": self.created,
            "currency": self.currency,
            "customer": null,
            "description": self.description,
            "disputed": false,
            "failure_balance_transaction": null,
            "failure_code": self.decline.map(|decline| decline.code),
            "failure_message": self.decline.map(|decline| decline.message),
            "fraud_details": {},
            "livemode": false,
            "metadata": self.metadata,
            "on_behalf_of": null,
            "outcome": self.outcome_json(),
            "paid": paid,
            "payment_intent": self.payment_intent,
            "payment_method": self.payment_method,
            "payment_method_details": self.card_json(),
            "radar_options": {},
            "receipt_email": self.receipt_email,
            "receipt_number": null,
            "receipt_url": null,
            "refunded": fully_refunded,
            "review": null,
            "shipping": null,
            "source": null,
            "source_transfer": null,
            "statement_descriptor": null,
            "statement_descriptor_suffix": null,
            "status": if paid { "succeeded" } else { "failed" },
            "transfer_data": null,
            "transfer_group": null,
        })
    }
}
