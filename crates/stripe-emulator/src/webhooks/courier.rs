//! Carries deliveries to the receiver and tries again, each time after a longer pause.

use std::{sync::Arc, time::Duration};

use reqwest::{Client, redirect::Policy};
use tokio::{sync::mpsc::UnboundedReceiver, task::JoinSet};

use super::{Attempt, DeliveryStatus, Job, WebhookAnswer, signature_header};
use crate::{clock::real_now, shared::Shared};

/// The sender of webhooks; one task that owns all deliveries under way.
#[derive(Debug)]
pub(crate) struct Courier {
    shared: Arc<Shared>,
    client: Client,
}

impl Courier {
    pub(crate) fn new(shared: Arc<Shared>, client: Client) -> Self {
        Self { shared, client }
    }

    /// A client for calls to the shop under test: no proxies, no redirects (Stripe follows none), and no kept
    /// connections, which a receiver that restarts would break.
    pub(crate) fn client(timeout: Duration) -> reqwest::Result<Client> {
        // reqwest is built without a provider of its own and panics when none is installed.
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::trace!("a TLS provider is already installed");
        }
        Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(timeout)
            .user_agent("Stripe/1.0 (+https://stripe.com/docs/webhooks; emulator)")
            .build()
    }

    /// Works until the emulator stops.
    pub(crate) async fn run(self, mut jobs: UnboundedReceiver<Job>) {
        let courier = Arc::new(self);
        let mut under_way = JoinSet::new();
        loop {
            tokio::select! {
                job = jobs.recv() => {
                    let Some(job) = job else { return };
                    under_way.spawn(Arc::clone(&courier).deliver(job));
                }
                Some(_) = under_way.join_next() => {}
            }
        }
    }

    async fn deliver(self: Arc<Self>, mut job: Job) {
        let config = &self.shared.config;
        let attempts = if job.retried { config.webhook_max_attempts.max(1) } else { 1 };
        let mut pause = config.webhook_retry_base;
        for number in 1..=attempts {
            let attempt = self.attempt(&job).await;
            let status = outcome(&attempt, number == attempts);
            let known = self.shared.transact(|state, _| state.desk.record(job.delivery_id, attempt, status));
            // Whoever waits for the first attempt may have gone; that is no failure of the delivery.
            if job.attempted.take().is_some_and(|waiting| waiting.send(()).is_err()) {
                tracing::trace!("nobody waits for the first attempt any more");
            }
            if status != DeliveryStatus::Pending || !known {
                return;
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
    }

    async fn attempt(&self, job: &Job) -> Attempt {
        let at = real_now();
        let signature = signature_header(&self.shared.config.webhook_secret, at, job.body.as_bytes());
        match post(&self.client, &job.url, job.body.clone(), Some(signature)).await {
            Ok(response) => Attempt { at, http_status: Some(response.status().as_u16()), error: None },
            Err(error) => Attempt { at, http_status: None, error: Some(error.to_string()) },
        }
    }
}

fn outcome(attempt: &Attempt, last: bool) -> DeliveryStatus {
    match attempt.http_status {
        Some(200..=299) => DeliveryStatus::Delivered,
        _ if last => DeliveryStatus::Failed,
        _ => DeliveryStatus::Pending,
    }
}

async fn post(
    client: &Client,
    url: &str,
    body: String,
    signature: Option<String>,
) -> reqwest::Result<reqwest::Response> {
    let mut request = client.post(url).header("Content-Type", "application/json; charset=utf-8");
    if let Some(signature) = signature {
        request = request.header("Stripe-Signature", signature);
    }
    request.body(body).send().await
}

/// Sends one body with one signature header, and gives the answer.
pub(crate) async fn send_message(
    client: &Client,
    url: &str,
    body: String,
    signature: Option<String>,
) -> reqwest::Result<WebhookAnswer> {
    let response = post(client, url, body, signature).await?;
    Ok(WebhookAnswer { http_status: response.status().as_u16(), body: response.text().await? })
}
