//! The shop's keys: what seals personal data and secrets, and what finds them again.
//!
//! The operator's master keys wrap data keys, which lie in the database: one for each customer, one for each guest's
//! order, one of the shop's own, one for blind indexes. To destroy a customer's key is to destroy the data, also in
//! yesterday's backup.

mod live_ring;
mod orders;
mod person;
mod ring_file;
mod rotate;
mod seal_existing;
mod unlock;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use securecart_db::{
    Db, DbError,
    keys::{KeyPurpose, NewDataKey, WrappedKey, list_master_keys},
};
use securecart_keys::{BLIND_INDEX_BYTES, IndexKey, Key, KeyError, Place, Zeroizing};
use uuid::Uuid;

use live_ring::LiveRing;
pub use orders::OrderSeal;
pub use person::Person;
pub use rotate::{KeyStatus, Rotation, retire, rotate, status};
pub use seal_existing::SealError;
pub use unlock::UnlockError;

/// The keys of the running shop. Clones are the same keys; none of it can be printed.
#[derive(Clone)]
pub struct Keys {
    inner: Arc<Inner>,
}

struct Inner {
    ring: LiveRing,
    shop: Key,
    index: IndexKey,
}

impl Keys {
    /// Seals a secret that belongs to no customer, or that has to be gone with its row alone.
    pub fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.inner.shop.seal(place, plain)
    }

    /// Opens it.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.inner.shop.open(place, sealed)
    }

    /// What a sealed value is found by; give the value in the form in which such values are compared.
    pub fn index(&self, purpose: &'static str, value: &str) -> [u8; BLIND_INDEX_BYTES] {
        self.inner.index.index(purpose, value)
    }

    /// A new data key, to be stored in the same transaction as what it seals.
    pub fn draw(
        &self,
        id: Uuid,
        purpose: KeyPurpose,
        now: DateTime<Utc>,
    ) -> Result<(Key, NewDataKey), KeyError> {
        let key = Key::draw(id)?;
        let (master_key_id, wrapped) = self.inner.ring.wrap(&key)?;
        let stored = NewDataKey { key: WrappedKey { id, wrapped }, purpose, master_key_id, now };
        Ok((key, stored))
    }

    /// Takes up what has become of the master keys, so that a rotation is noticed without a restart.
    pub async fn refresh(&self, db: &Db) -> Result<(), DbError> {
        let known = list_master_keys(&mut *db.connection().await?).await?;
        self.inner.ring.refresh(&known.iter().map(|key| key.id).collect());
        Ok(())
    }

    /// Opens a data key that was stored.
    pub fn unwrap_key(&self, stored: &WrappedKey) -> Result<Key, KeyError> {
        self.inner.ring.unwrap_key(stored)
    }
}
