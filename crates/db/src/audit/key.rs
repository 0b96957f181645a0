//! The key of the chain, and what it makes of an entry.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// What HMAC-SHA256 gives.
pub(super) type Mac32 = [u8; 32];

/// The key of the chain; prints nothing of itself.
#[derive(Clone)]
pub struct AuditKey(Hmac<Sha256>);

impl AuditKey {
    /// The key that belongs to a secret of the shop, and to this purpose alone: nothing else that is made of the
    /// secret tells anything about it.
    pub fn derive(secret: &[u8]) -> Self {
        let mut mac = keyed(Sha256::digest(secret).into());
        mac.update(b"securecart audit chain 1");
        Self(keyed(mac.finalize().into_bytes().into()))
    }

    /// The mac of these fields. Each is told with its length, and none is told apart from an empty one, so that no two
    /// lists of fields are the same bytes.
    pub(super) fn mac(&self, label: &str, fields: &[Option<&[u8]>]) -> Mac32 {
        let mut mac = self.0.clone();
        update(&mut mac, Some(label.as_bytes()));
        for field in fields {
            update(&mut mac, *field);
        }
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for AuditKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AuditKey(..)")
    }
}

/// Whether these are the same, in a time that does not tell where they differ.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

fn update(mac: &mut Hmac<Sha256>, field: Option<&[u8]>) {
    match field {
        None => mac.update(&u64::MAX.to_be_bytes()),
        Some(bytes) => {
            mac.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(bytes);
        }
    }
}

/// HMAC-SHA256 under this key, which the block of SHA-256 has room for.
fn keyed(key: Mac32) -> Hmac<Sha256> {
    let mut block = [0; 64];
    for (byte, given) in block.iter_mut().zip(key) {
        *byte = given;
    }
    Hmac::new(&block.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_are_cut_differently_have_another_mac() {
        let key = AuditKey::derive(b"a secret");
        let of = |fields: &[Option<&[u8]>]| key.mac("entry", fields);
        let whole = of(&[Some(b"ab"), Some(b"c")]);
        assert_eq!(whole, of(&[Some(b"ab"), Some(b"c")]));
        assert_ne!(whole, of(&[Some(b"a"), Some(b"bc")]));
        assert_ne!(of(&[Some(b"")]), of(&[None]));
        assert_ne!(whole, key.mac("head", &[Some(b"ab"), Some(b"c")]));
        assert_ne!(whole, AuditKey::derive(b"another").mac("entry", &[Some(b"ab"), Some(b"c")]));
    }

    #[test]
    fn the_key_prints_nothing_of_itself() {
        assert_eq!(format!("{:?}", AuditKey::derive(b"a secret")), "AuditKey(..)");
    }
}
