//! A key and its envelopes.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{KeyError, Place, random};

/// The form of envelopes that is written; others are refused.
const VERSION: u8 = 1;
const KEY_BYTES: usize = 32;
const ID_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const HEAD_BYTES: usize = 1 + ID_BYTES;
const TAG_BYTES: usize = 16;

/// A key of 256 bits with a name. It can not be printed, compared or copied, and is wiped when it is dropped.
pub struct Key {
    id: Uuid,
    bytes: Zeroizing<[u8; KEY_BYTES]>,
}

impl Key {
    /// A random key of that name.
    pub fn draw(id: Uuid) -> Result<Self, KeyError> {
        Ok(Self { id, bytes: random::bytes()? })
    }

    pub(crate) fn of(id: Uuid, bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self { id, bytes }
    }

    /// Its name.
    pub fn id(&self) -> Uuid {
        self.id
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.as_slice()
    }

    /// Seals a value for that place. Two seals of one value never look alike.
    pub fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        let head = self.head();
        let nonce = random::bytes::<NONCE_BYTES>()?;
        let bound = place.bound_to(&head, VERSION);
        let sealed = self
            .cipher()?
            .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: &bound })
            .map_err(|_| KeyError::TooLarge)?;
        Ok([head.as_slice(), nonce.as_slice(), &sealed].concat())
    }

    /// Opens what this key sealed for that place; [`KeyError::Unreadable`] for everything else.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let (head, rest) = sealed.split_at_checked(HEAD_BYTES).ok_or(KeyError::Unreadable)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE_BYTES).ok_or(KeyError::Unreadable)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| KeyError::Unreadable)?;
        if head != self.head() || sealed.len() < TAG_BYTES {
            return Err(KeyError::Unreadable);
        }
        let bound = place.bound_to(head, VERSION);
        let opened = self.cipher()?.decrypt(&nonce, Payload { msg: sealed, aad: &bound });
        opened.map(Zeroizing::new).map_err(|_| KeyError::Unreadable)
    }

    /// Seals another key, as it is stored in `data_keys.wrapped`.
    pub fn wrap(&self, key: &Key) -> Result<Vec<u8>, KeyError> {
        self.seal(&wrapped_place(key.id), key.bytes())
    }

    /// Opens the key of that name which this one wrapped.
    pub fn unwrap_key(&self, id: Uuid, wrapped: &[u8]) -> Result<Key, KeyError> {
        let opened = self.open(&wrapped_place(id), wrapped)?;
        let bytes: [u8; KEY_BYTES] = opened.as_slice().try_into().map_err(|_| KeyError::Unreadable)?;
        Ok(Key::of(id, Zeroizing::new(bytes)))
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, KeyError> {
        XChaCha20Poly1305::new_from_slice(self.bytes()).map_err(|_| KeyError::Unreadable)
    }

    fn head(&self) -> [u8; HEAD_BYTES] {
        let mut head = [VERSION; HEAD_BYTES];
        if let Some((_, id)) = head.split_first_mut() {
            id.copy_from_slice(self.id.as_bytes());
        }
        head
    }
}

fn wrapped_place(id: Uuid) -> Place {
    Place::new("data_keys", "wrapped", id)
}

/// The name of the key that an envelope says it was sealed with; not to be trusted before it has been opened.
pub(crate) fn named_key(sealed: &[u8]) -> Option<Uuid> {
    sealed.get(1..HEAD_BYTES).and_then(|id| Uuid::from_slice(id).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(id: u128) -> Key {
        Key::draw(Uuid::from_u128(id)).unwrap()
    }

    fn place(row: u32) -> Place {
        Place::new("users", "email", row)
    }

    #[test]
    fn what_was_sealed_opens_and_never_looks_the_same() {
        let key = key(1);
        let (one, two) = (key.seal(&place(1), b"ann").unwrap(), key.seal(&place(1), b"ann").unwrap());
        assert_ne!(one, two);
        assert_eq!(one.len(), HEAD_BYTES + NONCE_BYTES + 3 + TAG_BYTES);
        assert_eq!(key.open(&place(1), &one).unwrap().as_slice(), b"ann");
    }

    #[test]
    fn it_opens_in_no_other_row_column_or_table_and_with_no_other_key() {
        let ours = key(1);
        let sealed = ours.seal(&place(1), b"ann").unwrap();
        for elsewhere in
            [place(2), Place::new("users", "full_name", 1), Place::new("orders", "email", 1), place(11)]
        {
            assert_eq!(ours.open(&elsewhere, &sealed).unwrap_err(), KeyError::Unreadable);
        }
        for other in [key(1), key(2)] {
            assert_eq!(other.open(&place(1), &sealed).unwrap_err(), KeyError::Unreadable);
        }
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_noticed_in_the_same_words() {
        let key = key(1);
        let sealed = key.seal(&place(1), b"ann").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(key.open(&place(1), &changed).unwrap_err(), KeyError::Unreadable, "byte {at}");
            assert_eq!(key.open(&place(1), &sealed[..at]).unwrap_err(), KeyError::Unreadable, "cut at {at}");
        }
    }

    #[test]
    fn a_wrapped_key_is_the_key_only_under_its_own_name() {
        let (outer, inner) = (key(1), key(2));
        let wrapped = outer.wrap(&inner).unwrap();
        let again = outer.unwrap_key(inner.id(), &wrapped).unwrap();
        let sealed = inner.seal(&place(1), b"ann").unwrap();
        assert_eq!(again.open(&place(1), &sealed).unwrap().as_slice(), b"ann");
        assert!(outer.unwrap_key(Uuid::from_u128(3), &wrapped).is_err());
        assert_eq!(named_key(&wrapped), Some(outer.id()));
    }

    proptest! {
        #[test]
        fn no_bytes_from_outside_open_or_break_anything(bytes: Vec<u8>) {
            prop_assert_eq!(key(1).open(&place(1), &bytes).unwrap_err(), KeyError::Unreadable);
        }

        #[test]
        fn any_value_comes_back(bytes: Vec<u8>) {
            let key = key(1);
            let sealed = key.seal(&place(1), &bytes).unwrap();
            let opened = key.open(&place(1), &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), bytes.as_slice());
        }
    }
}
