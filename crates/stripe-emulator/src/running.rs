//! A running emulator and what a test can do with it.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use actix_web::dev::ServerHandle;
use reqwest::Client;
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::{
    ApiCallRecord, ControlError, Delivery, EventRecord, Fault, FaultRule, PaymentOutcome, RefundStatus,
    ReleaseOrder, WebhookAnswer, WebhookMessage, shared::Shared,
};

/// An emulator that answers. It ends with [`Self::stop`], or without waiting when it is dropped.
#[derive(Debug)]
pub struct RunningEmulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    client: Client,
    server: ServerHandle,
    tasks: Vec<JoinHandle<()>>,
}

impl RunningEmulator {
    pub(crate) fn new(
        shared: Arc<Shared>,
        address: SocketAddr,
        client: Client,
        server: ServerHandle,
        tasks: Vec<JoinHandle<()>>,
    ) -> Self {
        Self { shared, address, client, server, tasks }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Base address for API clients and the page, without a trailing slash.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// The API key that it accepts.
    pub fn secret_key(&self) -> &str {
        &self.shared.config.secret_key
    }

    /// The key that signs webhooks.
    pub fn webhook_secret(&self) -> &str {
        &self.shared.config.webhook_secret
    }

    /// Sends events from now on to this address.
    pub fn set_webhook_url(&self, url: impl Into<String>) {
        self.shared.set_webhook_url(Some(url.into()));
    }

    /// Sends no events any more.
    pub fn clear_webhook_url(&self) {
        self.shared.set_webhook_url(None);
    }

    /// Everything that happened, oldest first.
    pub fn events(&self) -> Vec<EventRecord> {
        self.shared.events()
    }

    /// Events of one type, oldest first.
    pub fn events_of_type(&self, kind: &str) -> Vec<EventRecord> {
        let mut events = self.shared.events();
        events.retain(|event| event.kind == kind);
        events
    }

    /// What became of every event's deliveries, oldest first.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.shared.deliveries()
    }

    /// The API calls that clients made, oldest first.
    pub fn api_calls(&self) -> Vec<ApiCallRecord> {
        self.shared.api_calls()
    }

    /// A session, payment intent, charge, refund or event as the API shows it.
    pub fn object(&self, id: &str) -> Option<Value> {
        self.shared.object(id)
    }

    /// All checkout sessions as the API shows them, oldest first.
    pub fn sessions(&self) -> Vec<Value> {
        self.shared.sessions()
    }

    /// Pays a session as the form does with the card that always works.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown session.
    pub fn pay_session(&self, id: &str) -> Result<PaymentOutcome, ControlError> {
        self.pay_session_with(id, "4242424242424242", None)
    }

    /// Does what the form does with a card number and an email address.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown session, [`ControlError::Invalid`] for a number that is no test card.
    pub fn pay_session_with(
        &self,
        id: &str,
        card_number: &str,
        email: Option<&str>,
    ) -> Result<PaymentOutcome, ControlError> {
        self.shared.pay_session(id, card_number, email)
    }

    /// Tries to pay a session with the card that is always declined.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown session.
    pub fn decline_session(&self, id: &str) -> Result<PaymentOutcome, ControlError> {
        self.pay_session_with(id, "4000000000000002", None)
    }

    /// Pays a session in a way that takes time: the money has not arrived yet.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown session.
    pub fn pay_session_later(&self, id: &str) -> Result<PaymentOutcome, ControlError> {
        self.pay_session_with(id, "4000000000001976", None)
    }

    /// Lets that money arrive, or has the bank refuse it.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown session, [`ControlError::Invalid`] when no money is on its way.
    pub fn arrive_session(&self, id: &str, arrived: bool) -> Result<PaymentOutcome, ControlError> {
        self.shared.arrive_session(id, arrived)
    }

    /// Answers the bank's question about a session's payment: agreed or not.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown session, [`ControlError::Invalid`] when nothing is to be confirmed.
    pub fn confirm_session(&self, id: &str, agreed: bool) -> Result<PaymentOutcome, ControlError> {
        self.shared.confirm_session(id, agreed)
    }

    /// Refunds that are made from now on begin in this state; a failed one is on its way first.
    pub fn begin_refunds_as(&self, status: RefundStatus) {
        self.shared.begin_refunds_as(status);
    }

    /// Takes a refund to its next state: from pending to succeeded, from either to failed.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown refund, [`ControlError::Invalid`] for any other step.
    pub fn move_refund(&self, id: &str, next: RefundStatus) -> Result<Value, ControlError> {
        self.shared.move_refund(id, next)
    }

    /// Refunds a payment, or an amount of it, as somebody does in the dashboard.
    ///
    /// # Errors
    /// [`ControlError::Invalid`] where the API would refuse it.
    pub fn refund_by_hand(&self, intent: &str, amount: Option<i64>) -> Result<Value, ControlError> {
        self.shared.refund_by_hand(intent, amount)
    }

    /// All refunds as the API shows them, newest first.
    pub fn refunds(&self) -> Vec<Value> {
        self.shared.refunds()
    }

    /// Keeps events back from now on.
    pub fn hold_deliveries(&self) {
        self.shared.hold_deliveries();
    }

    /// Sends what is held, one after another, and gives those deliveries after their first attempts.
    pub async fn release_deliveries(&self, order: ReleaseOrder) -> Vec<Delivery> {
        self.shared.release_deliveries(&order).await
    }

    /// Loses the next events on their way: they happen, but no webhook tells of them.
    pub fn lose_next_events(&self, count: u32) {
        self.shared.lose_next_events(count);
    }

    /// Sends an event again, `copies` times at once and without further attempts; gives those deliveries.
    ///
    /// # Errors
    /// [`ControlError::NotFound`] for an unknown event, [`ControlError::NoWebhookUrl`],
    /// [`ControlError::Invalid`] for no copies or more than 1000.
    pub async fn repeat_event(&self, id: &str, copies: u32) -> Result<Vec<Delivery>, ControlError> {
        self.shared.repeat_event(id, copies).await
    }

    /// Makes an arbitrary webhook call, well signed or forged, and gives the receiver's answer.
    ///
    /// # Errors
    /// [`ControlError::NoWebhookUrl`] when neither the message nor the emulator has an address,
    /// [`ControlError::Receiver`] when nobody answers.
    pub async fn send_webhook(&self, message: WebhookMessage) -> Result<WebhookAnswer, ControlError> {
        self.shared.send_webhook(&self.client, message).await
    }

    /// Waits until no delivery is under way; false when that takes longer than `limit`.
    pub async fn wait_until_idle(&self, limit: Duration) -> bool {
        self.shared.wait_until_idle(limit).await
    }

    /// Spoils the next `times` API calls, whatever they are.
    pub fn inject_faults(&self, times: u32, fault: Fault) {
        self.inject_rule(FaultRule::next(times, fault));
    }

    /// Spoils the next API calls that the rule describes.
    pub fn inject_rule(&self, rule: FaultRule) {
        self.shared.inject_faults(rule);
    }

    /// Forgets all faults that have not struck yet.
    pub fn clear_faults(&self) {
        self.shared.clear_faults();
    }

    /// Moves the emulator's clock forward; sessions that are due expire at once. Gives the new time in seconds.
    pub fn advance_clock(&self, by: Duration) -> i64 {
        self.shared.advance_clock(by)
    }

    /// The emulator's time in seconds.
    pub fn now(&self) -> i64 {
        self.shared.clock.now()
    }

    /// Forgets all objects, events, keys and faults and sets the clock right; the webhook address stays.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Ends the emulator and waits until its port is free.
    pub async fn stop(mut self) {
        self.server.stop(false).await;
        for task in self.tasks.drain(..).skip(1) {
            task.abort();
        }
    }
}

impl Drop for RunningEmulator {
    fn drop(&mut self) {
        // The order to stop is given by the call itself; only its end would have to be awaited.
        drop(self.server.stop(false));
        for task in &self.tasks {
            task.abort();
        }
    }
}
