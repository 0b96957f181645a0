//! What an emulator is started with.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use crate::ids::random_text;

/// Settings of one emulator. `Default` gives a loopback port of the system's choice and fresh random keys.
#[derive(Clone, Debug)]
pub struct EmulatorConfig {
    /// Address to listen on; port 0 lets the system choose. Anything but loopback makes the controls ask for the API key.
    pub listen: SocketAddr,
    /// Base address that browsers reach, without a trailing slash; `None` is the listening address over plain HTTP.
    pub public_url: Option<String>,
    /// The API key to accept; must begin with `sk_test_`, so that a live key is never sent here unnoticed.
    pub secret_key: String,
    /// Where events are delivered; `None` until [`crate::RunningEmulator::set_webhook_url`] says so.
    pub webhook_url: Option<String>,
    /// Key of the webhook signatures; must not be empty.
    pub webhook_secret: String,
    /// Pause before the second attempt of a delivery; it doubles with each further one.
    pub webhook_retry_base: Duration,
    /// Attempts for one delivery, at least 1.
    pub webhook_max_attempts: u32,
    /// Longest wait for the receiver's answer to one attempt.
    pub webhook_timeout: Duration,
    /// The merchant's name on the payment page.
    pub shop_name: String,
}

impl Default for EmulatorConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            secret_key: format!("sk_test_{}", random_text(32)),
            webhook_url: None,
            webhook_secret: format!("whsec_{}", random_text(32)),
            webhook_retry_base: Duration::from_secs(1),
            webhook_max_attempts: 8,
            webhook_timeout: Duration::from_secs(10),
            shop_name: "Test shop".to_owned(),
        }
    }
}
