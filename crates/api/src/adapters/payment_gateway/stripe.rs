//! Stripe.

use std::time::Duration;

use ::stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest as _};
use async_trait::async_trait;
use secrecy::ExposeSecret as _;
use stripe_checkout::checkout_session::{ExpireCheckoutSession, RetrieveCheckoutSession};
use stripe_core::refund::{ListRefund, RetrieveRefund};
use tokio::time::{Instant, sleep};

use super::{
    GatewayError, NewPaymentSession, NewProviderRefund, PaymentGateway, PaymentSession, ProviderRefund,
    refund, request,
};
use crate::config::StripeConfig;

/// How long one call may take.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);
/// How often a call that opens a session is made at most.
const CREATE_ATTEMPTS: u32 = 3;
/// No further attempt begins after this: a shopper is waiting.
const CREATE_PATIENCE: Duration = Duration::from_secs(4);
/// The most refunds that the provider lists at once.
const REFUNDS_A_PAGE: i64 = 100;
/// The pause before the second attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// The payment provider Stripe, at its own address or at another one that speaks the same API.
pub struct StripeGateway {
    client: Client,
}

impl StripeGateway {
    /// Refuses a key or address that can not be sent. Makes no call yet.
    pub fn new(config: &StripeConfig) -> Result<Self, GatewayError> {
        let mut builder = ClientBuilder::new(config.secret_key.expose_secret())
            .timeout(CALL_TIMEOUT)
            .request_strategy(RequestStrategy::Once)
            .app_info("SecureCart", Some(env!("CARGO_PKG_VERSION").to_owned()), None);
        if let Some(base) = &config.api_base {
            builder = builder.url(base.as_str());
        }
        Ok(Self { client: builder.build()? })
    }

    async fn create_once(&self, new: &NewPaymentSession) -> Result<PaymentSession, GatewayError> {
        if let Some(discount) = &new.discount {
            let key = IdempotencyKey::new(format!("{}-discount", new.checkout_id))
                .map_err(|error| StripeError::ConfigError(error.to_string()))?;
            let call = request::create_discount(new, discount).customize();
            call.request_strategy(RequestStrategy::Idempotent(key)).send(&self.client).await?;
        }
        let key = IdempotencyKey::new(new.checkout_id.to_string())
            .map_err(|error| StripeError::ConfigError(error.to_string()))?;
        let call = request::create(new).customize().request_strategy(RequestStrategy::Idempotent(key));
        Ok(call.send(&self.client).await?.into())
    }
}

#[async_trait]
impl PaymentGateway for StripeGateway {
    async fn create_session(&self, new: &NewPaymentSession) -> Result<PaymentSession, GatewayError> {
        let (started, mut pause, mut attempt) = (Instant::now(), FIRST_PAUSE, 1);
        loop {
            match self.create_once(new).await {
                Err(GatewayError::Unavailable { reason })
                    if attempt < CREATE_ATTEMPTS && started.elapsed() < CREATE_PATIENCE =>
                {
                    tracing::info!(checkout.id = %new.checkout_id, attempt, reason, "asking for a session again");
                    sleep(pause).await;
                    (attempt, pause) = (attempt.saturating_add(1), pause.saturating_mul(2));
                }
                outcome => return outcome,
            }
        }
    }

    async fn fetch_session(&self, id: &str) -> Result<PaymentSession, GatewayError> {
        let call = RetrieveCheckoutSession::new(id).expand(vec!["payment_intent".to_owned()]);
        Ok(call.send(&self.client).await?.into())
    }

    async fn expire_session(&self, id: &str) -> Result<PaymentSession, GatewayError> {
        Ok(ExpireCheckoutSession::new(id).send(&self.client).await?.into())
    }

    async fn create_refund(&self, new: &NewProviderRefund) -> Result<ProviderRefund, GatewayError> {
        let key = IdempotencyKey::new(new.id.to_string())
            .map_err(|error| StripeError::ConfigError(error.to_string()))?;
        let call = refund::create(new).customize().request_strategy(RequestStrategy::Idempotent(key));
        Ok(call.send(&self.client).await?.into())
    }

    async fn fetch_refund(&self, id: &str) -> Result<ProviderRefund, GatewayError> {
        Ok(RetrieveRefund::new(id).send(&self.client).await?.into())
    }

    async fn list_refunds(&self, payment_id: &str) -> Result<Vec<ProviderRefund>, GatewayError> {
        let call = ListRefund::new().payment_intent(payment_id).limit(REFUNDS_A_PAGE);
        let (mut found, mut next): (Vec<ProviderRefund>, _) = (Vec::new(), call.clone());
        loop {
            let page = next.send(&self.client).await?;
            found.extend(page.data.into_iter().map(ProviderRefund::from));
            match found.last().filter(|_| page.has_more) {
                Some(last) => next = call.clone().starting_after(&last.id),
                None => return Ok(found),
            }
        }
    }
}
