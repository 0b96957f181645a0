//! How often mails may be asked for.

use chrono::Duration;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use securecart_db::{Conn, mailed_links::spend_quota};
use securecart_domain::UserId;
use sha2::Sha256;

use crate::{http::ApiError, limits::Network, state::AppState};

/// What is counted, for an hour each.
#[derive(Clone, Debug)]
pub(crate) enum Quota<'a> {
    /// Mails that ask one account to confirm its address.
    ConfirmByAccount(UserId),
    /// Mails that ask one address for its confirmation, whichever account names it.
    ConfirmByAddress(&'a str),
    /// Mails that let the password of one address be reset, whether or not it has an account.
    ResetByAddress(&'a str),
    /// Resets that one network asks for.
    ResetByNetwork(&'a str),
    /// Mails that ask one address whether it wants to be told of stock.
    StockByAddress(&'a str),
    /// Those that one network asks for.
    StockByNetwork(&'a str),
}

/// How long a count runs.
pub(crate) const WINDOW: Duration = Duration::hours(1);

impl Quota<'_> {
    fn most(&self) -> i32 {
        match self {
            Self::ConfirmByAccount(_)
            | Self::ConfirmByAddress(_)
            | Self::ResetByAddress(_)
            | Self::StockByAddress(_) => 3,
            Self::ResetByNetwork(_) | Self::StockByNetwork(_) => 10,
        }
    }

    /// What is counted, in words that no other quota has.
    fn key(&self) -> String {
        match self {
            Self::ConfirmByAccount(user) => format!("confirm account {user}"),
            Self::ConfirmByAddress(address) => format!("confirm address {address}"),
            Self::ResetByAddress(address) => format!("reset address {address}"),
            Self::ResetByNetwork(address) => format!("reset network {}", network_of(address)),
            Self::StockByAddress(address) => format!("stock address {address}"),
            Self::StockByNetwork(address) => format!("stock network {}", network_of(address)),
        }
    }

    /// Counts one more; false if that is one too many. Known and unknown addresses are counted alike.
    pub(crate) async fn allows(self, tx: &mut Conn, state: &AppState) -> Result<bool, ApiError> {
        let secret = state.config.secret_key.expose_secret().as_bytes();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(ApiError::internal)?;
        mac.update(b"mail quota v1 ");
        mac.update(self.key().as_bytes());
        let key: [u8; 32] = mac.finalize().into_bytes().into();
        let now = state.clock.now();
        Ok(spend_quota(tx, &key, now, now - WINDOW).await? <= self.most())
    }
}

/// The network of an address, as everything else is counted by it.
fn network_of(address: &str) -> String {
    address.parse().map_or_else(|_| address.to_owned(), |address| Network::of(address).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_ipv6_is_counted_as_one() {
        assert_eq!(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:2:ffff::9"));
        assert_ne!(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
        assert_eq!(network_of("::ffff:192.0.2.7"), network_of("192.0.2.7"));
        assert_ne!(network_of("192.0.2.7"), network_of("192.0.2.8"));
    }
}
