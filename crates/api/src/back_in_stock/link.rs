//! What the links in the mails carry: which wish, and a signature that only this shop can make.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use securecart_domain::StockWishId;
use sha2::Sha256;
use uuid::Uuid;

use crate::config::Config;

/// What a link does. A link for one thing is none for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Confirms a guest's address.
    Confirm,
    /// Ends all mails of the kind.
    Stop,
}

/// The bytes of an id.
const ID: usize = 16;

fn mac(config: &Config, purpose: Purpose, id: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(config.secret_key.expose_secret().as_bytes()).ok()?;
    mac.update(match purpose {
        Purpose::Confirm => b"back in stock v1 confirm ",
        Purpose::Stop => b"back in stock v1 stop    ",
    });
    mac.update(id);
    Some(mac)
}

/// The token of a link; none if the shop's secret is no key, which a start with it refuses.
pub(crate) fn sign(config: &Config, purpose: Purpose, wish: StockWishId) -> Option<String> {
    let id = wish.uuid().into_bytes();
    let signature = mac(config, purpose, &id)?.finalize().into_bytes();
    Some(BASE64_URL_SAFE_NO_PAD.encode([id.as_slice(), signature.as_slice()].concat()))
}

/// The wish that a token of this shop names. Compared in constant time.
pub(super) fn read(config: &Config, purpose: Purpose, token: &str) -> Option<StockWishId> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_at_checked(ID)?;
    mac(config, purpose, id)?.verify_slice(signature).ok()?;
    Uuid::from_slice(id).ok().map(StockWishId::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Env;

    fn config(secret: &str) -> Config {
        Config::from_env(&Env::of([
            ("SECURECART_PUBLIC_URL", "https://shop.example"),
            ("SECURECART_SECRET_KEY", secret),
            ("SECURECART_MASTER_KEYS", "5f1c9a07e2b84d63a1f0c7d92e68b354c07de1524b9a4f3e8d60a2b7f915e83c"),
            ("STRIPE_SECRET_KEY", "sk_test_0123456789abcdefghij"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdefghij"),
        ]))
        .unwrap()
    }

    #[test]
    fn a_link_opens_one_thing_in_one_shop() {
        let (ours, theirs) =
            (config("q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi"), config("Zq7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeC"));
        let wish = StockWishId::new(Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0001));
        let token = sign(&ours, Purpose::Stop, wish).unwrap();
        assert_eq!(read(&ours, Purpose::Stop, &token), Some(wish));
        assert_eq!(read(&ours, Purpose::Confirm, &token), None);
        assert_eq!(read(&theirs, Purpose::Stop, &token), None);
        let mut other = BASE64_URL_SAFE_NO_PAD.decode(&token).unwrap();
        other[0] ^= 1;
        for wrong in [
            BASE64_URL_SAFE_NO_PAD.encode(other),
            token.chars().take(30).collect(),
            String::new(),
            "%".to_owned(),
        ] {
            assert_eq!(read(&ours, Purpose::Stop, &wrong), None, "{wrong}");
        }
    }
}
