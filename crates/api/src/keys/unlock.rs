//! The first thing a start does with a database: are these its keys?

use std::{collections::HashSet, sync::Arc};

use secrecy::ExposeSecret as _;
use securecart_db::{
    Conn, Db, DbError,
    keys::{
        KeyPurpose, NewDataKey, WrappedKey, find_shop_key, insert_master_key, insert_shop_key,
        list_master_keys, lock_master_keys,
    },
};
use securecart_keys::{IndexKey, Key, KeyError, MasterRing};
use uuid::Uuid;

use super::{Inner, Keys, LiveRing};
use crate::{adapters::clock::Clock, config::MasterKeyConfig};

/// Why the keys do not fit. Sentences for an operator; no key is repeated, names are no secret.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// A key is missing that this database was sealed with.
    #[error(
        "SECURECART_MASTER_KEYS does not hold the key {0} that this database is sealed with: without it personal data \
         can not be read"
    )]
    WrongKeys(Uuid),
    /// A key of the shop's own does not open.
    #[error("the keys in this database do not open: they were damaged or put in from elsewhere")]
    Damaged(#[source] KeyError),
    /// The database.
    #[error("the keys of this database can not be read")]
    Db(#[from] DbError),
}

impl Keys {
    /// Opens the keys of a database, or makes them in one that has none yet. Refuses master keys that are not those
    /// the database was sealed with; additional ones are registered and may wrap from now on.
    pub async fn unlock(db: &Db, config: &MasterKeyConfig, clock: &Clock) -> Result<Self, UnlockError> {
        let ring = MasterRing::parse(config.text.expose_secret())
            .map_err(|_| UnlockError::Damaged(KeyError::Unreadable))?;
        let (known, shop, index) = db
            .transaction(async |tx| {
                lock_master_keys(tx).await?;
                let known = register(tx, clock, &ring).await?;
                let shop = shop_key(tx, clock, &ring, KeyPurpose::Shop).await?;
                let index = shop_key(tx, clock, &ring, KeyPurpose::Index).await?;
                Ok::<_, UnlockError>((known, shop, index))
            })
            .await?;
        let ring = LiveRing::new(config, &known).ok_or(UnlockError::Damaged(KeyError::Unreadable))?;
        let index = IndexKey::new(&index);
        Ok(Self { inner: Arc::new(Inner { ring, shop, index }) })
    }
}

/// Every key that the database knows has to be there; those that are new become known.
async fn register(tx: &mut Conn, clock: &Clock, ring: &MasterRing) -> Result<HashSet<Uuid>, UnlockError> {
    for known in list_master_keys(tx).await? {
        if ring.get(known.id).is_none() {
            return Err(UnlockError::WrongKeys(known.id));
        }
    }
    for id in ring.ids() {
        insert_master_key(tx, id, clock.now()).await?;
    }
    Ok(ring.ids().collect())
}

async fn shop_key(
    tx: &mut Conn,
    clock: &Clock,
    ring: &MasterRing,
    purpose: KeyPurpose,
) -> Result<Key, UnlockError> {
    if let Some(found) = find_shop_key(tx, purpose).await? {
        return ring.unwrap_key(found.id, &found.wrapped).map_err(UnlockError::Damaged);
    }
    let key = Key::draw(clock.uuid()).map_err(UnlockError::Damaged)?;
    let master = ring.ids().next().and_then(|id| ring.get(id));
    let master = master.ok_or(UnlockError::Damaged(KeyError::Unreadable))?;
    let wrapped = master.wrap(&key).map_err(UnlockError::Damaged)?;
    let stored = WrappedKey { id: key.id(), wrapped };
    let new = NewDataKey { key: stored, purpose, master_key_id: master.id(), now: clock.now() };
    insert_shop_key(tx, &new).await?;
    Ok(key)
}
