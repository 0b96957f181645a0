//! What the emulator remembers: sessions, payment intents, charges, refunds, events.

mod card;
mod charge;
mod coupon;
mod create_refund;
mod create_session;
mod event;
mod expand;
mod expire;
mod intent;
mod line;
mod move_refund;
mod pay;
mod pay_later;
mod refund;
mod session;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::error::ApiError;
pub(crate) use {
    card::{Card, CardEntry, CardProblem, TEST_CARDS},
    coupon::Coupon,
    event::Event,
    expand::check_expand,
    line::Line,
    pay::{PayOutcome, Payer},
    session::{Session, SessionStatus},
};
use {charge::Charge, intent::Intent, refund::Refund, table::Table};

pub use refund::RefundStatus;

/// Names and values that the shop attaches to objects.
pub(crate) type Metadata = BTreeMap<String, String>;

/// When and by which call something happens.
#[derive(Clone, Debug)]
pub(crate) struct Cause {
    /// The emulator's time, in seconds.
    pub(crate) now: i64,
    /// The API call, if one caused it.
    pub(crate) request_id: Option<String>,
    pub(crate) idempotency_key: Option<String>,
}

impl Cause {
    /// Something that no API call caused: a payer's form, the passing of time, a control.
    pub(crate) fn outside(now: i64) -> Self {
        Self { now, request_id: None, idempotency_key: None }
    }
}

/// All objects of one emulator.
#[derive(Debug)]
pub(crate) struct Ledger {
    base_url: String,
    sessions: Table<Session>,
    intents: Table<Intent>,
    charges: Table<Charge>,
    coupons: Table<Coupon>,
    refunds: Table<Refund>,
    /// The state in which refunds are made.
    refunds_begin: RefundStatus,
    events: Table<Event>,
    /// Open sessions by the time they expire.
    open_until: BTreeSet<(i64, String)>,
    /// Events not yet handed to the webhooks.
    unsent: Vec<Event>,
}

impl Ledger {
    pub(crate) fn new(base_url: String) -> Self {
        Self {
            base_url,
            sessions: Table::default(),
            intents: Table::default(),
            charges: Table::default(),
            coupons: Table::default(),
            refunds: Table::default(),
            refunds_begin: RefundStatus::default(),
            events: Table::default(),
            open_until: BTreeSet::new(),
            unsent: Vec::new(),
        }
    }

    pub(crate) fn coupon(&self, id: &str) -> Option<&Coupon> {
        self.coupons.get(id)
    }

    pub(crate) fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.get(id)
    }

    pub(crate) fn sessions(&self) -> impl DoubleEndedIterator<Item = &Session> {
        self.sessions.iter()
    }

    pub(crate) fn events(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.iter()
    }

    pub(crate) fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(id)
    }

    /// The events since the last call, in the order they happened.
    pub(crate) fn take_unsent(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.unsent)
    }

    /// Any object as the API shows it, found by the prefix of its id.
    pub(crate) fn object(&self, id: &str) -> Option<Value> {
        let (prefix, _) = id.split_once('_')?;
        match prefix {
            "cs" => self.sessions.get(id).map(|session| self.session_json(session)),
            "pi" => self.intents.get(id).map(Intent::json),
            "ch" => self.charges.get(id).map(Charge::json),
            "re" => self.refunds.get(id).map(Refund::json),
            "evt" => self.events.get(id).map(|event| event.body.clone()),
            _ => None,
        }
    }

    /// The object, or Stripe's 404 naming `what` was looked for and the parameter that asked.
    pub(crate) fn required_object(
        &self,
        what: &str,
        prefix: &str,
        id: &str,
        param: &str,
    ) -> Result<Value, ApiError> {
        let found = if id.starts_with(prefix) { self.object(id) } else { None };
        found.ok_or_else(|| ApiError::missing(what, id, param))
    }

    /// The newest refunds first, of one payment or charge if named.
    pub(crate) fn list_refunds(&self, intent: Option<&str>, charge: Option<&str>) -> Vec<Value> {
        let wanted = |refund: &&Refund| {
            intent.is_none_or(|id| refund.payment_intent == id) && charge.is_none_or(|id| refund.charge == id)
        };
        self.refunds.iter().rev().filter(wanted).map(Refund::json).collect()
    }
}
