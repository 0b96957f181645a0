//! The master keys, read again when somebody has rotated them.

use std::{
    collections::HashSet,
    fs,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use secrecy::ExposeSecret as _;
use securecart_db::keys::WrappedKey;
use securecart_keys::{Key, KeyError, MasterRing};
use uuid::Uuid;

use crate::config::MasterKeyConfig;

/// The ring as it is now.
pub(super) struct LiveRing {
    file: Option<PathBuf>,
    now: RwLock<Arc<Reading>>,
}

struct Reading {
    ring: MasterRing,
    /// The key that wraps: the first one of the file that the database knows.
    current: Uuid,
}

impl LiveRing {
    /// The ring of the settings; `known` are the names that the database knows. `None` if it knows none of them.
    pub(super) fn new(config: &MasterKeyConfig, known: &HashSet<Uuid>) -> Option<Self> {
        let reading = read(config.text.expose_secret(), known)?;
        Some(Self { file: config.file.clone(), now: RwLock::new(Arc::new(reading)) })
    }

    /// Wraps a data key with the current master key, which is named.
    pub(super) fn wrap(&self, key: &Key) -> Result<(Uuid, Vec<u8>), KeyError> {
        let reading = self.reading();
        let master = reading.ring.get(reading.current).ok_or(KeyError::Unreadable)?;
        Ok((reading.current, master.wrap(key)?))
    }

    /// Opens a data key. One that no key of ours wrapped may have been wrapped by a new one: the file is read again.
    pub(super) fn unwrap_key(&self, stored: &WrappedKey) -> Result<Key, KeyError> {
        let opened = self.reading().ring.unwrap_key(stored.id, &stored.wrapped);
        if opened.is_ok() {
            return opened;
        }
        let again = self.text().and_then(|text| MasterRing::parse(&text).ok()).ok_or(KeyError::Unreadable)?;
        again.unwrap_key(stored.id, &stored.wrapped)
    }

    /// Reads the file again and takes what it says, as far as the database knows it.
    pub(super) fn refresh(&self, known: &HashSet<Uuid>) {
        let Some(reading) = self.text().and_then(|text| read(&text, known)) else { return };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(reading);
    }

    fn reading(&self) -> Arc<Reading> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn text(&self) -> Option<securecart_keys::Zeroizing<String>> {
        let file = self.file.as_ref()?;
        fs::read_to_string(file).ok().map(Into::into)
    }
}

fn read(text: &str, known: &HashSet<Uuid>) -> Option<Reading> {
    let ring = MasterRing::parse(text).ok()?;
    let current = ring.ids().find(|id| known.contains(id))?;
    Some(Reading { ring, current })
}
