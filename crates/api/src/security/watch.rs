//! What this process knows of blocks, so that no request has to ask the database.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, Utc};

use crate::{
    audit::{Budget, Spend},
    config::HttpConfig,
    limits::Network,
};

/// Sightings a minute that one network gets, and all together; more of the same tell nothing new.
const PER_NETWORK: u32 = 120;
const IN_ALL: u32 = 3000;

/// Blocks and sightings of this process; clones share them.
#[derive(Clone, Debug)]
pub struct Watch {
    blocks: Arc<RwLock<HashMap<Network, DateTime<Utc>>>>,
    sightings: Arc<Budget>,
}

impl Default for Watch {
    fn default() -> Self {
        Self { blocks: Arc::default(), sightings: Arc::new(Budget::new(PER_NETWORK, IN_ALL)) }
    }
}

impl Watch {
    /// Until when the network is turned away, if it is.
    pub fn blocked_until(&self, network: Network, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let blocks = self.blocks.read().unwrap_or_else(PoisonError::into_inner);
        blocks.get(&network).copied().filter(|until| *until > now)
    }

    /// Turns the network away from now on, in this process at once and in others when they look next.
    pub fn block(&self, network: Network, until: DateTime<Utc>) {
        self.blocks.write().unwrap_or_else(PoisonError::into_inner).insert(network, until);
    }

    /// Lets the network in again.
    pub fn let_in(&self, network: Network) {
        self.blocks.write().unwrap_or_else(PoisonError::into_inner).remove(&network);
    }

    /// These are all blocks.
    pub fn set_blocks(&self, blocks: HashMap<Network, DateTime<Utc>>) {
        *self.blocks.write().unwrap_or_else(PoisonError::into_inner) = blocks;
    }

    /// Whether one more sighting of the network may be counted.
    pub(super) fn may_count(&self, network: Network, now: DateTime<Utc>) -> bool {
        self.sightings.spend(now, &network.to_string()) != Spend::Nothing
    }
}

/// Whether a network can be turned away at all: this machine and the proxies in front of the shop never are, since that
/// would turn everybody away.
pub(super) fn can_be_blocked(network: Network, http: &HttpConfig) -> bool {
    let proxy = http.trusted_proxies.iter().any(|proxy| Network::of(*proxy) == network);
    !(network.is_loopback() || network.is_unspecified() || proxy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Env};

    #[test]
    fn neither_this_machine_nor_a_proxy_is_turned_away() {
        let env = Env::of([
            ("SECURECART_SECRET_KEY", "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi"),
            ("SECURECART_MASTER_KEYS", "5f1c9a07e2b84d63a1f0c7d92e68b354"),
            ("STRIPE_SECRET_KEY", "sk_test_0123456789abcdefghij"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdefghij"),
            ("SECURECART_TRUSTED_PROXIES", "10.0.0.1,2001:db8::1"),
        ]);
        let http = Config::from_env(&env).unwrap().http;
        for (address, blocked) in [
            ("203.0.113.1", true),
            ("2001:db8:1::1", true),
            ("127.0.0.1", false),
            ("::1", false),
            ("0.0.0.0", false),
            ("10.0.0.1", false),
            ("::ffff:10.0.0.1", false),
            ("2001:db8::2", false),
        ] {
            let network = Network::of(address.parse().unwrap());
            assert_eq!(can_be_blocked(network, &http), blocked, "{address}");
        }
    }
}
