//! What owners call their passkeys, sealed with their own key.

use securecart_db::accounts::passkeys::PasskeyRecord;
use securecart_domain::{PasskeyId, accounts::PasskeyName};
use securecart_dto::passkeys::Passkey;
use securecart_keys::{Key, KeyError, Place};

fn place(id: PasskeyId) -> Place {
    Place::new("passkeys", "name_sealed", id)
}

/// Seals a name.
pub(super) fn seal(key: &Key, id: PasskeyId, name: &PasskeyName) -> Result<Vec<u8>, KeyError> {
    key.seal(&place(id), name.as_str().as_bytes())
}

/// A passkey as its owner sees it.
pub(crate) fn open(key: &Key, record: PasskeyRecord) -> Result<Passkey, KeyError> {
    let name = key.open(&place(record.id), &record.name_sealed)?;
    let name = std::str::from_utf8(&name).map_err(|_| KeyError::Unreadable)?.to_owned();
    let PasskeyRecord { id, synced, created_at, last_used_at, .. } = record;
    Ok(Passkey { id, name, synced, created_at, last_used_at })
}
