//! What counts as an attack.

use chrono::Duration;
use securecart_domain::security::SecurityEventKind;

use super::Env;

/// When something is an attack, and for how long its source is turned away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntrusionConfig {
    /// `SECURECART_INTRUSION_DETECTION`.
    pub on: bool,
    /// `SECURECART_INTRUSION_WINDOW_MINUTES`: how far back a rule looks.
    pub window: Duration,
    /// `SECURECART_INTRUSION_BLOCK_MINUTES`: for how long a source is turned away; 0 for not at all.
    pub block: Duration,
    /// `SECURECART_INTRUSION_..`: how many different ones within the window are an attack, by kind.
    thresholds: Vec<(SecurityEventKind, i64)>,
}

/// The setting of each kind, and its default.
const THRESHOLDS: &[(SecurityEventKind, &str, i64)] = &[
    (SecurityEventKind::PasswordSpraying, "SECURECART_INTRUSION_SPRAYED_ACCOUNTS", 10),
    (SecurityEventKind::AccountTargeted, "SECURECART_INTRUSION_ADDRESSES_PER_ACCOUNT", 10),
    (SecurityEventKind::IdProbing, "SECURECART_INTRUSION_PROBED_IDS", 20),
    (SecurityEventKind::ForgedWebhooks, "SECURECART_INTRUSION_FORGED_WEBHOOKS", 10),
    (SecurityEventKind::ForgedRequests, "SECURECART_INTRUSION_FORGED_REQUESTS", 20),
    (SecurityEventKind::PathScanning, "SECURECART_INTRUSION_SCANNED_PATHS", 5),
    (SecurityEventKind::PermissionProbing, "SECURECART_INTRUSION_REFUSED_OPERATIONS", 10),
];

impl IntrusionConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let mut number = |name: &str, default: i64| {
            let value = env.parse::<i64>(name, default, "a whole number from 0 to 100000", faults);
            if !(0..=100_000).contains(&value) {
                faults.push(format!("{name} has to be a whole number from 0 to 100000."));
            }
            value.clamp(0, 100_000)
        };
        let thresholds =
            THRESHOLDS.iter().map(|(kind, name, default)| (*kind, number(name, *default).max(1))).collect();
        let window = Duration::minutes(number("SECURECART_INTRUSION_WINDOW_MINUTES", 10).max(1));
        let block = Duration::minutes(number("SECURECART_INTRUSION_BLOCK_MINUTES", 15));
        Self { on: env.flag("SECURECART_INTRUSION_DETECTION", true, faults), window, block, thresholds }
    }

    /// How many are an attack.
    pub fn threshold(&self, kind: SecurityEventKind) -> i64 {
        self.thresholds.iter().find(|(of, _)| *of == kind).map_or(i64::MAX, |(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_threshold_that_can_be_set() {
        let mut faults = Vec::new();
        let set = Env::of([("SECURECART_INTRUSION_PROBED_IDS", "3")]);
        let config = IntrusionConfig::from_env(&set, &mut faults);
        assert!(SecurityEventKind::ALL.iter().all(|kind| config.threshold(*kind) <= 20));
        assert_eq!((config.threshold(SecurityEventKind::IdProbing), faults.len()), (3, 0));
        let wrong = Env::of([("SECURECART_INTRUSION_PROBED_IDS", "-1")]);
        IntrusionConfig::from_env(&wrong, &mut faults);
        assert_eq!(faults.len(), 1);
    }
}
