//! Limits.

use std::net::SocketAddr;

use super::Env;

/// Whether requests are limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitConfig {
    /// `SECURECART_RATE_LIMITS`: off only for load tests, on this machine alone.
    pub on: bool,
}

impl LimitConfig {
    pub(super) fn from_env(env: &Env, listen: SocketAddr, faults: &mut Vec<String>) -> Self {
        let on = env.flag("SECURECART_RATE_LIMITS", true, faults);
        if !on && !listen.ip().is_loopback() {
            faults.push(
                "SECURECART_RATE_LIMITS can be off only where SECURECART_LISTEN is this machine alone."
                    .to_owned(),
            );
        }
        Self { on }
    }
}
