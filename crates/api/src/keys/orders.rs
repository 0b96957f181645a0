//! What orders know of people: sealed with their customer's key, or with one of their own where it was a guest's.

use chrono::{DateTime, Utc};
use securecart_db::keys::{KeyPurpose, OrderKey, SealedEmail, SealedValue, WrappedKey};
use securecart_domain::{OrderId, ReturnId};
use securecart_keys::{Key, KeyError, Place, Zeroizing};
use uuid::Uuid;

use super::{Keys, person::text};

/// The purpose of the blind index.
const ORDERS_EMAIL: &str = "orders.email";
/// The purpose of the signatures of links to orders.
const ORDERS_LINK: &str = "orders.link";

/// What an order is sealed with.
pub struct OrderSeal {
    key: Key,
    stored: OrderKey,
}

impl OrderSeal {
    /// Seals where an order goes.
    pub fn seal_delivery(&self, order: OrderId, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.key.seal(&delivery_place(order), plain)
    }

    /// The key, to be stored with the order if it is not stored already.
    pub fn into_key(self) -> OrderKey {
        self.stored
    }
}

impl Keys {
    /// The seal of an order whose key is stored already: its customer's, or its own.
    pub fn stored_order_seal(&self, key: &WrappedKey) -> Result<OrderSeal, KeyError> {
        Ok(OrderSeal { key: self.unwrap_key(key)?, stored: OrderKey::Customers(key.id) })
    }

    /// The seal of a guest's order, with a key of its own.
    pub fn new_order_seal(&self, key: Uuid, now: DateTime<Utc>) -> Result<OrderSeal, KeyError> {
        let (key, stored) = self.draw(key, KeyPurpose::Order, now)?;
        Ok(OrderSeal { key, stored: OrderKey::Own(stored) })
    }

    /// Seals where mail about an order goes.
    pub fn seal_order_email(
        &self,
        seal: &OrderSeal,
        order: OrderId,
        email: &str,
    ) -> Result<SealedEmail, KeyError> {
        let bytes = seal.key.seal(&Place::new("orders", "email_sealed", order), email.as_bytes())?;
        Ok(SealedEmail { bytes, index: self.order_email_index(&email.to_lowercase()) })
    }

    /// Seals the address of an order whose key is stored already.
    pub fn seal_customers_order(
        &self,
        key: &WrappedKey,
        order: OrderId,
        email: &str,
    ) -> Result<(OrderKey, SealedEmail), KeyError> {
        let seal = self.stored_order_seal(key)?;
        let sealed = self.seal_order_email(&seal, order, email)?;
        Ok((seal.into_key(), sealed))
    }

    /// Seals the address of a guest's order, with a key of its own.
    pub fn seal_guests_order(
        &self,
        key: Uuid,
        order: OrderId,
        email: &str,
        now: DateTime<Utc>,
    ) -> Result<(OrderKey, SealedEmail), KeyError> {
        let seal = self.new_order_seal(key, now)?;
        let sealed = self.seal_order_email(&seal, order, email)?;
        Ok((seal.into_key(), sealed))
    }

    /// Opens the address of an order; empty where there is none (any more).
    pub fn open_order_email(&self, order: OrderId, sealed: Option<&SealedValue>) -> Result<String, KeyError> {
        let Some(sealed) = sealed else { return Ok(String::new()) };
        let key = self.unwrap_key(&sealed.key)?;
        text(key.open(&Place::new("orders", "email_sealed", order), &sealed.bytes)?)
    }

    /// Opens where an order goes.
    pub fn open_order_delivery(
        &self,
        order: OrderId,
        sealed: &SealedValue,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.unwrap_key(&sealed.key)?.open(&delivery_place(order), &sealed.bytes)
    }

    /// Seals what a customer says about a return, with the key of its order.
    pub fn seal_return_note(&self, key: &WrappedKey, id: ReturnId, note: &str) -> Result<Vec<u8>, KeyError> {
        self.unwrap_key(key)?.seal(&note_place(id), note.as_bytes())
    }

    /// Opens it; empty where there is none (any more).
    pub fn open_return_note(&self, id: ReturnId, sealed: Option<&SealedValue>) -> Result<String, KeyError> {
        let Some(sealed) = sealed else { return Ok(String::new()) };
        text(self.unwrap_key(&sealed.key)?.open(&note_place(id), &sealed.bytes)?)
    }

    /// What proves that the shop made a link that shows an order until then.
    pub fn order_link_mac(&self, order: OrderId, ends: i64) -> [u8; 32] {
        self.index(ORDERS_LINK, &format!("{order}|{ends}"))
    }

    /// What the orders of an address are found by; give the compared form.
    pub fn order_email_index(&self, email_key: &str) -> [u8; 32] {
        self.index(ORDERS_EMAIL, email_key)
    }
}

fn delivery_place(order: OrderId) -> Place {
    Place::new("orders", "delivery_sealed", order)
}

fn note_place(id: ReturnId) -> Place {
    Place::new("returns", "note_sealed", id)
}
