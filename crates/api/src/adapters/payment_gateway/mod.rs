//! The payment provider, as much of it as the shop needs.

mod error;
mod refund;
mod request;
mod session;
mod stripe;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use securecart_domain::{CheckoutId, Money, OrderId, cart::Quantity};

pub use error::GatewayError;
pub use refund::{NewProviderRefund, ProviderRefund};
pub use stripe::StripeGateway;

/// What the shop asks of a payment provider. The shop never sees card data: the provider's own page takes it.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Opens a payment page. Asked twice for the same checkout it gives the same page, also when the first answer
    /// was lost on the way.
    async fn create_session(&self, new: &NewPaymentSession) -> Result<PaymentSession, GatewayError>;

    /// What has become of a session.
    async fn fetch_session(&self, id: &str) -> Result<PaymentSession, GatewayError>;

    /// Ends a session so that it can not be paid any more. Refused for those that are not open.
    async fn expire_session(&self, id: &str) -> Result<PaymentSession, GatewayError>;

    /// Gives money of a payment back. Asked twice for the same refund within a day it is given back once; after that
    /// look into [`Self::list_refunds`] first, since the provider has forgotten the first time.
    async fn create_refund(&self, new: &NewProviderRefund) -> Result<ProviderRefund, GatewayError>;

    /// What has become of a refund.
    async fn fetch_refund(&self, id: &str) -> Result<ProviderRefund, GatewayError>;

    /// Every refund of a payment, also those that were made in the provider's own dashboard.
    async fn list_refunds(&self, payment_id: &str) -> Result<Vec<ProviderRefund>, GatewayError>;
}

/// A payment page to be opened.
#[derive(Clone, Debug)]
pub struct NewPaymentSession {
    /// The checkout: idempotency key, and metadata of the session.
    pub checkout_id: CheckoutId,
    /// The order: reference of the session, and metadata of the payment.
    pub order_id: OrderId,
    /// What is bought.
    pub lines: Vec<PaymentLine>,
    /// What a coupon takes off.
    pub discount: Option<PaymentDiscount>,
    /// Known address of the payer, to be filled in on the page.
    pub email: Option<String>,
    /// Where the payer goes afterwards.
    pub success_url: String,
    /// Where the payer goes who changes their mind.
    pub cancel_url: String,
    /// When the page closes.
    pub expires_at: DateTime<Utc>,
}

/// What is taken off on the payment page.
#[derive(Clone, Debug)]
pub struct PaymentDiscount {
    /// What it is called there.
    pub name: String,
    /// How much; more than nothing.
    pub amount: Money,
}

/// One line on the payment page.
#[derive(Clone, Debug)]
pub struct PaymentLine {
    /// The product's name.
    pub name: String,
    /// The variant; empty if there is no choice.
    pub description: String,
    /// The price of one unit.
    pub unit_price: Money,
    /// How many.
    pub quantity: Quantity,
}

/// Where a session is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// It can be paid.
    Open,
    /// The payer finished; whether the money has arrived says [`PaymentState`].
    Complete,
    /// It can not be paid any more.
    Expired,
}

/// Whether the money is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentState {
    /// It is, or none was needed.
    Received,
    /// It is not, but may be on its way.
    Awaited,
    /// It will not come: the payer's bank has said no after the payer finished.
    Failed,
}

/// A payment session as the provider tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSession {
    /// The provider's id.
    pub id: String,
    /// The page, while it can be paid.
    pub url: Option<String>,
    /// Where it is in its life.
    pub state: SessionState,
    /// Whether the money is there.
    pub payment: PaymentState,
    /// What was or is to be paid, in minor units.
    pub amount_minor: Option<i64>,
    /// ISO 4217 code in upper case.
    pub currency: Option<String>,
    /// The order that it was opened for, as the shop wrote it.
    pub order_reference: Option<String>,
    /// The checkout that it was opened for, as the shop wrote it.
    pub checkout_reference: Option<String>,
    /// The payment intent, once there is one.
    pub payment_id: Option<String>,
    /// The payer's address, as given on the page.
    pub email: Option<String>,
}
