//! Blind indexes.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::Key;

/// How long a blind index is.
pub const BLIND_INDEX_BYTES: usize = 32;

/// Makes the values by which something sealed is found: equal texts give equal indexes, and without the key nobody can
/// try out which text one stands for.
pub struct IndexKey {
    bytes: Zeroizing<Vec<u8>>,
}

impl IndexKey {
    /// The index key is a key of its own, which seals nothing.
    pub fn new(key: &Key) -> Self {
        Self { bytes: Zeroizing::new(key.bytes().to_vec()) }
    }

    /// HMAC-SHA256 of a value in the form in which values are compared. The purpose, such as `users.email`, keeps
    /// equal values of two tables from being recognised as such.
    pub fn index(&self, purpose: &'static str, value: &str) -> [u8; BLIND_INDEX_BYTES] {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.bytes) else {
            // HMAC takes keys of every length.
            return [0; BLIND_INDEX_BYTES];
        };
        mac.update(purpose.as_bytes());
        mac.update(b"|");
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn equal_values_are_found_for_one_purpose_and_by_one_key_alone() {
        let [one, other] = [1, 2].map(|id| IndexKey::new(&Key::draw(Uuid::from_u128(id)).unwrap()));
        let ann = one.index("users.email", "ann@example.org");
        assert_eq!(ann, one.index("users.email", "ann@example.org"));
        assert_ne!(ann, one.index("users.email", "bob@example.org"));
        assert_ne!(ann, one.index("orders.email", "ann@example.org"));
        assert_ne!(ann, other.index("users.email", "ann@example.org"));
    }
}
