//! Holding, releasing, losing, repeating and forging webhooks.

use std::time::{Duration, Instant};

use reqwest::Client;
use tokio::sync::oneshot;

use super::{ControlError, EventRecord};
use crate::{
    clock::real_now,
    shared::Shared,
    webhooks::{Delivery, Job, ReleaseOrder, WebhookAnswer, WebhookMessage, send_message, signature_header},
};

const MOST_COPIES: u32 = 1_000;

impl Shared {
    pub(crate) fn events(&self) -> Vec<EventRecord> {
        self.transact(|state, _| state.ledger.events().map(EventRecord::from).collect())
    }

    pub(crate) fn deliveries(&self) -> Vec<Delivery> {
        self.transact(|state, _| state.desk.deliveries().to_vec())
    }

    pub(crate) fn hold_deliveries(&self) {
        self.transact(|state, _| state.desk.holding = true);
    }

    pub(crate) fn lose_next_events(&self, count: u32) {
        self.transact(|state, _| state.desk.lose_next = count);
    }

    pub(crate) fn set_webhook_url(&self, url: Option<String>) {
        self.transact(|state, _| state.desk.endpoint = url);
    }

    /// Sends held deliveries one after another; gives them as they are after their first attempts.
    pub(crate) async fn release_deliveries(&self, order: &ReleaseOrder) -> Vec<Delivery> {
        let released = self.transact(|state, _| state.desk.release(order));
        let mut ids = Vec::new();
        for (id, event_id) in released {
            let job = self.transact(|state, _| {
                let event = state.ledger.event(&event_id)?;
                state.desk.released_job(id, event)
            });
            if let Some(job) = job {
                self.attempt_once(job).await;
            }
            ids.push(id);
        }
        self.deliveries_with(&ids)
    }

    /// Sends an event again, in `copies` at the same time and once each; gives the deliveries after their attempts.
    pub(crate) async fn repeat_event(&self, id: &str, copies: u32) -> Result<Vec<Delivery>, ControlError> {
        if !(1..=MOST_COPIES).contains(&copies) {
            return Err(ControlError::Invalid(format!("copies must be from 1 to {MOST_COPIES}")));
        }
        let jobs = self.transact(|state, _| {
            let Some(event) = state.ledger.event(id).cloned() else {
                return Err(ControlError::NotFound(format!("event {id}")));
            };
            let jobs: Option<Vec<Job>> = (0..copies).map(|_| state.desk.repeat(&event)).collect();
            jobs.ok_or(ControlError::NoWebhookUrl)
        })?;
        let ids: Vec<u64> = jobs.iter().map(|job| job.delivery_id).collect();
        let waiting: Vec<_> = jobs.into_iter().map(|job| self.start(job)).collect();
        for attempted in waiting {
            // An error means that the courier stopped with the emulator; the delivery then shows no attempt.
            attempted.await.unwrap_or_default();
        }
        Ok(self.deliveries_with(&ids))
    }

    /// Sends whatever it is told, signed or not, and gives the receiver's answer.
    pub(crate) async fn send_webhook(
        &self,
        client: &Client,
        message: WebhookMessage,
    ) -> Result<WebhookAnswer, ControlError> {
        let endpoint = self.transact(|state, _| state.desk.endpoint.clone());
        let url = message.url.or(endpoint).ok_or(ControlError::NoWebhookUrl)?;
        let secret = message.secret.as_deref().unwrap_or(&self.config.webhook_secret);
        let timestamp = message.timestamp.unwrap_or_else(real_now);
        let computed = || signature_header(secret, timestamp, message.body.as_bytes());
        let signature = message.signature.unwrap_or_else(computed);
        let signature = (!signature.is_empty()).then_some(signature);
        send_message(client, &url, message.body, signature).await.map_err(ControlError::Receiver)
    }

    /// Waits until no delivery is under way; false when that takes longer than `limit`.
    pub(crate) async fn wait_until_idle(&self, limit: Duration) -> bool {
        let started = Instant::now();
        loop {
            if self.transact(|state, _| state.desk.is_idle()) {
                return true;
            }
            if started.elapsed() >= limit {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn attempt_once(&self, job: Job) {
        self.start(job).await.unwrap_or_default();
    }

    fn start(&self, job: Job) -> oneshot::Receiver<()> {
        let (attempted, waiting) = oneshot::channel();
        self.send(Job { attempted: Some(attempted), ..job });
        waiting
    }

    fn deliveries_with(&self, ids: &[u64]) -> Vec<Delivery> {
        self.transact(|state, _| {
            let find = |id: &u64| state.desk.deliveries().iter().find(|delivery| delivery.id == *id);
            ids.iter().filter_map(find).cloned().collect()
        })
    }
}
