//! Checkout sessions and how the API shows them.

use serde_json::{Map, Value, json};

use super::{Coupon, Ledger, Line, Metadata, table::Row};

/// Where a session is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionStatus {
    Open,
    Complete,
    Expired,
}

impl SessionStatus {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complete => "complete",
            Self::Expired => "expired",
        }
    }
}

/// What the shop asked to be put on the payment intent.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntentData {
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) receipt_email: Option<String>,
}

/// One checkout session.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) created: i64,
    pub(crate) expires_at: i64,
    pub(crate) status: SessionStatus,
    /// The payer is through, and the money has not arrived.
    pub(crate) awaits_money: bool,
    pub(crate) currency: String,
    pub(crate) lines: Vec<Line>,
    /// All lines together, in minor units.
    pub(crate) subtotal: i64,
    /// What takes something off.
    pub(crate) discount: Option<Coupon>,
    /// What is to be paid.
    pub(crate) total: i64,
    pub(crate) success_url: String,
    pub(crate) cancel_url: Option<String>,
    pub(crate) client_reference_id: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) intent_data: IntentData,
    pub(crate) customer_email: Option<String>,
    /// Email and name that the payer gave.
    pub(crate) payer: Option<(Option<String>, Option<String>)>,
    pub(crate) payment_intent: Option<String>,
    pub(crate) locale: Option<String>,
    pub(crate) submit_type: Option<String>,
}

impl Row for Session {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Fields that Stripe always sends and this emulator never fills.
const ALWAYS_NULL: [&str; 20] = [
    "after_expiration",
    "allow_promotion_codes",
    "billing_address_collection",
    "client_secret",
    "collected_information",
    "consent",
    "consent_collection",
    "currency_conversion",
    "customer",
    "customer_account",
    "invoice",
    "origin_context",
    "payment_link",
    "payment_method_configuration_details",
    "permissions",
    "recovered_from",
    "return_url",
    "saved_payment_method_options",
    "setup_intent",
    "shipping_cost",
];

impl Session {
    /// Whether the money has arrived.
    pub(crate) fn is_paid(&self) -> bool {
        self.status == SessionStatus::Complete && !self.awaits_money
    }

    /// The address to send the payer to, with the placeholder filled in.
    pub(crate) fn filled_success_url(&self) -> String {
        self.success_url.replace("{CHECKOUT_SESSION_ID}", &self.id)
    }

    /// What the coupon takes off, in minor units.
    pub(crate) fn taken_off(&self) -> i64 {
        self.subtotal.saturating_sub(self.total)
    }

    fn discounts(&self) -> Vec<Value> {
        self.discount.iter().map(|coupon| json!({ "coupon": coupon.id, "promotion_code": null })).collect()
    }

    fn payment_status(&self) -> &'static str {
        if self.is_paid() { "paid" } else { "unpaid" }
    }

    fn customer_details(&self) -> Value {
        let (email, name) = match (&self.payer, &self.customer_email) {
            (Some((email, name)), _) => (email.clone(), name.clone()),
            (None, Some(email)) => (Some(email.clone()), None),
            (None, None) => return Value::Null,
        };
        json!({
            "address": null, "business_name": null, "email": email, "individual_name": null, "name": name,
            "phone": null, "tax_exempt": "none", "tax_ids": null,
        })
    }

    fn state_fields(&self, url: Option<String>) -> Value {
        json!({
            "id": self.id,
            "object": "checkout.session",
            "amount_subtotal": self.subtotal,
            "amount_total": self.total,
            "cancel_url": self.cancel_url,
            "client_reference_id": self.client_reference_id,
            "created": self.created,
            "currency": self.currency,
            "customer_details": self.customer_details(),
            "customer_email": self.customer_email,
            "discounts": self.discounts(),
            "expires_at": self.expires_at,
            "livemode": false,
            "locale": self.locale,
            "metadata": self.metadata,
            "mode": "payment",
            "payment_intent": self.payment_intent,
            "payment_status": self.payment_status(),
            "status": self.status.as_str(),
            "submit_type": self.submit_type,
            "success_url": self.success_url,
            "total_details": {
                "amount_discount": self.taken_off(), "amount_shipping": 0, "amount_tax": 0,
            },
            "url": url,
        })
    }
}

/// Fields whose value is the same for every session made here.
fn constant_fields() -> Value {
    json!({
        "adaptive_pricing": { "enabled": false },
        "automatic_tax": { "enabled": false, "liability": null, "provider": null, "status": null },
        "custom_fields": [],
        "custom_text": {
            "after_submit": null, "shipping_address": null, "submit": null, "terms_of_service_acceptance": null,
        },
        "customer_creation": "if_required",
        "invoice_creation": null,
        "payment_method_collection": "if_required",
        "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"],
        "phone_number_collection": { "enabled": false },
        "shipping_address_collection": null,
        "shipping_options": [],
        "subscription": null,
        "ui_mode": "hosted_page",
        "wallet_options": null,
    })
}

impl Ledger {
    /// Stripe's `checkout.session` object. The page's address is there only while the session is open.
    pub(crate) fn session_json(&self, session: &Session) -> Value {
        let url = (session.status == SessionStatus::Open).then(|| self.page_url(&session.id));
        let nulls: Map<String, Value> =
            ALWAYS_NULL.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
        let parts = [constant_fields(), session.state_fields(url), Value::Object(nulls)];
        let fields = parts.into_iter().filter_map(|part| match part {
            Value::Object(fields) => Some(fields),
            _ => None,
        });
        Value::Object(fields.flatten().collect())
    }

    /// Where the payer pays.
    pub(crate) fn page_url(&self, session_id: &str) -> String {
        format!("{}/c/pay/{session_id}", self.base_url)
    }
}
