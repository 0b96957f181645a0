//! How long sessions live (ASVS 7.1.1).

use chrono::Duration;

use super::Env;

/// How long a session lives unused and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Unused.
    pub idle: Duration,
    /// In any case.
    pub absolute: Duration,
}

/// When signed-in sessions end by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionConfig {
    /// `SECURECART_SESSION_IDLE_MINUTES` and `SECURECART_SESSION_HOURS`: an hour unused, a day at most.
    pub customer: Lifetime,
    /// `SECURECART_STAFF_SESSION_IDLE_MINUTES` and `SECURECART_STAFF_SESSION_HOURS`, for accounts that hold any
    /// permission: a quarter of an hour unused, eight hours at most.
    pub staff: Lifetime,
}

impl SessionConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        Self {
            customer: lifetime(
                env,
                ("SECURECART_SESSION_IDLE_MINUTES", 60),
                ("SECURECART_SESSION_HOURS", 24),
                faults,
            ),
            staff: lifetime(
                env,
                ("SECURECART_STAFF_SESSION_IDLE_MINUTES", 15),
                ("SECURECART_STAFF_SESSION_HOURS", 8),
                faults,
            ),
        }
    }
}

/// The longest session in hours: a month.
const MAX_HOURS: u32 = 720;

fn lifetime(env: &Env, idle: (&str, u32), absolute: (&str, u32), faults: &mut Vec<String>) -> Lifetime {
    let minutes = env.parse(idle.0, idle.1, "a number of minutes", faults);
    let hours = env.parse(absolute.0, absolute.1, "a number of hours", faults);
    let limits =
        Lifetime { idle: Duration::minutes(i64::from(minutes)), absolute: Duration::hours(i64::from(hours)) };
    if hours > MAX_HOURS {
        faults.push(format!("{} has to be at most {MAX_HOURS}: nobody stays signed in longer.", absolute.0));
    }
    if minutes == 0 || limits.idle > limits.absolute {
        faults.push(format!("{} has to be at least 1 and no longer than {}.", idle.0, absolute.0));
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (SessionConfig, Vec<String>) {
        let mut faults = Vec::new();
        let config = SessionConfig::from_env(&Env::of(pairs.iter().copied()), &mut faults);
        (config, faults)
    }

    #[test]
    fn staff_are_signed_out_sooner_than_customers() {
        let (config, faults) = read(&[]);
        assert!(faults.is_empty());
        assert_eq!(config.customer, Lifetime { idle: Duration::minutes(60), absolute: Duration::hours(24) });
        assert_eq!(config.staff, Lifetime { idle: Duration::minutes(15), absolute: Duration::hours(8) });
    }

    #[test]
    fn sessions_that_never_end_are_refused() {
        for (name, value) in [
            ("SECURECART_SESSION_IDLE_MINUTES", "0"),
            ("SECURECART_SESSION_IDLE_MINUTES", "1500"),
            ("SECURECART_SESSION_IDLE_MINUTES", "-5"),
            ("SECURECART_SESSION_HOURS", "721"),
            ("SECURECART_STAFF_SESSION_IDLE_MINUTES", "never"),
        ] {
            let faults = read(&[(name, value)]).1;
            assert!(faults.len() == 1 && faults.iter().all(|fault| fault.contains(name)), "{name}={value}");
        }
    }
}
