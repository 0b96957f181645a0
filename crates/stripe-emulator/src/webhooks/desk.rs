//! Decides what happens to each event: send, hold, lose.

use std::collections::HashSet;

use tokio::sync::oneshot;

use super::{Attempt, Delivery, DeliveryStatus, ReleaseOrder};
use crate::ledger::Event;

/// Work for the courier.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) delivery_id: u64,
    pub(crate) url: String,
    pub(crate) body: String,
    /// Whether a refusal is followed by further attempts.
    pub(crate) retried: bool,
    /// Told after the first attempt.
    pub(crate) attempted: Option<oneshot::Sender<()>>,
}

/// Where events wait and what became of them.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) endpoint: Option<String>,
    pub(crate) holding: bool,
    pub(crate) lose_next: u32,
    deliveries: Vec<Delivery>,
    next_id: u64,
}

impl Desk {
    pub(crate) fn new(endpoint: Option<String>) -> Self {
        Self { endpoint, holding: false, lose_next: 0, deliveries: Vec::new(), next_id: 1 }
    }

    /// Back to the beginning, but numbers go on: a straggler must not be booked on a new delivery.
    pub(crate) fn reset(&mut self) {
        *self = Self { next_id: self.next_id, ..Self::new(self.endpoint.take()) };
    }

    pub(crate) fn deliveries(&self) -> &[Delivery] {
        &self.deliveries
    }

    pub(crate) fn is_idle(&self) -> bool {
        !self.deliveries.iter().any(|delivery| delivery.status == DeliveryStatus::Pending)
    }

    /// Books a new event; gives the job if it leaves now.
    pub(crate) fn file(&mut self, event: &Event) -> Option<Job> {
        let status = self.fate();
        let id = self.book(event, status);
        if status == DeliveryStatus::Pending { self.job(id, event, true) } else { None }
    }

    /// Books one more delivery of an old event, attempted once; `None` without a webhook address.
    pub(crate) fn repeat(&mut self, event: &Event) -> Option<Job> {
        self.endpoint.as_ref()?;
        let id = self.book(event, DeliveryStatus::Pending);
        self.job(id, event, false)
    }

    fn fate(&mut self) -> DeliveryStatus {
        if self.lose_next > 0 {
            self.lose_next = self.lose_next.saturating_sub(1);
            DeliveryStatus::Lost
        } else if self.holding {
            DeliveryStatus::Held
        } else if self.endpoint.is_none() {
            DeliveryStatus::NoEndpoint
        } else {
            DeliveryStatus::Pending
        }
    }

    fn book(&mut self, event: &Event, status: DeliveryStatus) -> u64 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        self.deliveries.push(Delivery {
            id,
            event_id: event.id.clone(),
            event_type: event.kind.to_owned(),
            url: self.endpoint.clone(),
            status,
            attempts: Vec::new(),
        });
        id
    }

    fn job(&self, delivery_id: u64, event: &Event, retried: bool) -> Option<Job> {
        Some(Job {
            delivery_id,
            url: self.endpoint.clone()?,
            body: format!("{:#}", event.body),
            retried,
            attempted: None,
        })
    }

    /// Takes held deliveries off hold, in the order in which they are to leave.
    pub(crate) fn release(&mut self, order: &ReleaseOrder) -> Vec<(u64, String)> {
        let mut held: Vec<(u64, String)> = self
            .deliveries
            .iter()
            .filter(|delivery| delivery.status == DeliveryStatus::Held)
            .map(|delivery| (delivery.id, delivery.event_id.clone()))
            .collect();
        match order {
            ReleaseOrder::Created => self.holding = false,
            ReleaseOrder::Reversed => {
                self.holding = false;
                held.reverse();
            }
            ReleaseOrder::Events(wanted) => {
                held.retain(|(_, event)| wanted.contains(event));
                held.sort_by_key(|(_, event)| wanted.iter().position(|id| id == event));
            }
        }
        let status =
            if self.endpoint.is_some() { DeliveryStatus::Pending } else { DeliveryStatus::NoEndpoint };
        let ids: HashSet<u64> = held.iter().map(|(id, _)| *id).collect();
        for delivery in self.deliveries.iter_mut().filter(|delivery| ids.contains(&delivery.id)) {
            delivery.status = status;
            delivery.url.clone_from(&self.endpoint);
        }
        held
    }

    /// The job of a delivery that [`Self::release`] took off hold.
    pub(crate) fn released_job(&self, delivery_id: u64, event: &Event) -> Option<Job> {
        self.job(delivery_id, event, true)
    }

    /// Notes an attempt and what follows from it; false when nobody knows the delivery any more.
    pub(crate) fn record(&mut self, delivery_id: u64, attempt: Attempt, status: DeliveryStatus) -> bool {
        let Some(delivery) = self.deliveries.iter_mut().rev().find(|delivery| delivery.id == delivery_id)
        else {
            return false;
        };
        delivery.attempts.push(attempt);
        delivery.status = status;
        true
    }
}
