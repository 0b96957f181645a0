//! The operator's keys.

use hkdf::Hkdf;
use sha2::Sha256;
use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

use crate::{Key, KeyError, key::named_key, random};

/// The fewest bytes of a secret.
pub const MIN_SECRET_BYTES: usize = 32;

/// The master keys: the first wraps new data keys, all of them open what they wrapped.
///
/// Their form is text, one secret of at least 32 characters per line (or with commas or blanks between them); lines
/// that begin with `#` are remarks. Key and name are both derived from the secret (HKDF-SHA256), so the name is at the
/// same time the value by which a database recognises its key.
pub struct MasterRing {
    keys: Vec<Key>,
}

/// Why a text holds no master keys; none of the sentences repeats a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RingFault {
    /// There is nothing in it.
    #[error("there is no key in it")]
    Empty,
    /// A secret that could be guessed.
    #[error("a key of it is shorter than {MIN_SECRET_BYTES} characters")]
    Short,
    /// The same secret twice: rotating to the old key would be none.
    #[error("it has a key twice")]
    Twice,
}

impl MasterRing {
    /// Reads the text of a ring.
    pub fn parse(text: &str) -> Result<Self, RingFault> {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let secrets = lines.flat_map(|line| line.split([',', ' ', '\t'])).map(str::trim);
        let mut keys: Vec<Key> = Vec::new();
        for secret in secrets.filter(|secret| !secret.is_empty()) {
            if secret.len() < MIN_SECRET_BYTES {
                return Err(RingFault::Short);
            }
            let key = derive(secret);
            if keys.iter().any(|known| known.id() == key.id()) {
                return Err(RingFault::Twice);
            }
            keys.push(key);
        }
        if keys.is_empty() { Err(RingFault::Empty) } else { Ok(Self { keys }) }
    }

    /// The names of all keys, the first of them first.
    pub fn ids(&self) -> impl Iterator<Item = Uuid> {
        self.keys.iter().map(Key::id)
    }

    /// The key of that name.
    pub fn get(&self, id: Uuid) -> Option<&Key> {
        self.keys.iter().find(|key| key.id() == id)
    }

    /// Opens a data key with whichever key wrapped it.
    pub fn unwrap_key(&self, id: Uuid, wrapped: &[u8]) -> Result<Key, KeyError> {
        let master = named_key(wrapped).and_then(|id| self.get(id)).ok_or(KeyError::Unreadable)?;
        master.unwrap_key(id, wrapped)
    }
}

/// A new secret for a ring: 256 random bits as 64 hexadecimal digits.
pub fn draw_secret() -> Result<Zeroizing<String>, KeyError> {
    use std::fmt::Write as _;
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in random::bytes::<32>()?.iter() {
        // Writing to a String can not fail.
        let _written = write!(text, "{byte:02x}");
    }
    Ok(text)
}

fn derive(secret: &str) -> Key {
    let hkdf = Hkdf::<Sha256>::new(Some(b"securecart"), secret.as_bytes());
    let (mut key, mut id) = (Zeroizing::new([0; 32]), [0; 16]);
    // HKDF-SHA256 gives up to 8160 bytes, so these lengths can not fail.
    let _key = hkdf.expand(b"master key 1", key.as_mut_slice());
    let _id = hkdf.expand(b"master key id 1", &mut id);
    Key::of(Builder::from_custom_bytes(id).into_uuid(), key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "5f1c9a07e2b84d63a1f0c7d92e68b354";
    const TWO: &str = "c07de1524b9a4f3e8d60a2b7f915e83c";

    fn ring(text: &str) -> MasterRing {
        MasterRing::parse(text).map_err(|fault| fault.to_string()).unwrap()
    }

    #[test]
    fn a_secret_has_always_the_same_name_wherever_it_stands() {
        let names: Vec<Uuid> = ring(&format!("# current\n{ONE}\n\n  {TWO} \n")).ids().collect();
        assert_eq!(names, ring(&format!("{ONE},{TWO}")).ids().collect::<Vec<_>>());
        assert_eq!(names[0].to_string(), "6d44784d-4e19-81f0-88d4-b9d7fb4992ac");
        assert_eq!(ring(&format!("{TWO} {ONE}")).ids().collect::<Vec<_>>(), [names[1], names[0]]);
    }

    #[test]
    fn what_is_wrapped_by_one_opens_in_every_ring_that_still_has_it() {
        let data = Key::draw(Uuid::from_u128(1)).unwrap();
        let old = ring(ONE);
        let wrapped = old.get(old.ids().next().unwrap()).unwrap().wrap(&data).unwrap();
        assert!(ring(&format!("{TWO}\n{ONE}")).unwrap_key(data.id(), &wrapped).is_ok());
        assert_eq!(ring(TWO).unwrap_key(data.id(), &wrapped).err(), Some(KeyError::Unreadable));
        assert_eq!(ring(TWO).unwrap_key(data.id(), b"").err(), Some(KeyError::Unreadable));
    }

    #[test]
    fn nothing_short_and_doubled_secrets_are_no_ring() {
        let fault = |text: &str| MasterRing::parse(text).err();
        assert_eq!(fault(" \n# only a remark\n"), Some(RingFault::Empty));
        assert_eq!(fault("5f1c9a07e2b84d63a1f0c7d92e68b35"), Some(RingFault::Short));
        assert_eq!(fault(&format!("{ONE}\n{ONE}")), Some(RingFault::Twice));
    }

    #[test]
    fn drawn_secrets_are_long_and_never_the_same() {
        let [one, two] = [draw_secret().unwrap(), draw_secret().unwrap()];
        assert_ne!(one, two);
        assert_eq!(MasterRing::parse(&format!("{}\n{}", *one, *two)).map(|ring| ring.ids().count()), Ok(2));
    }
}
