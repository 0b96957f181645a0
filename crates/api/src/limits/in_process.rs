//! Budgets kept in this process, by the crate governor.

use std::{collections::HashMap, num::NonZeroU32, ops::Add, time::Duration};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as GovernorClock, Reference},
    middleware::StateInformationMiddleware,
    nanos::Nanos,
    state::keyed::DashMapStateStore,
};

use super::{Policy, Reading, TooMany, policy};
use crate::adapters::clock::Clock;

/// Whose budget: a keyed hash, as in the database.
type Key = [u8; 32];

/// A point in time, as the time since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(u64);

impl Add<Nanos> for Moment {
    type Output = Self;

    fn add(self, by: Nanos) -> Self {
        Self(self.0.saturating_add(by.as_u64()))
    }
}

impl Reference for Moment {
    fn duration_since(&self, earlier: Self) -> Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, duration: Nanos) -> Self {
        Self(self.0.checked_sub(duration.into()).unwrap_or(self.0))
    }
}

/// The shop's clock, so that tests can let time pass here too.
#[derive(Clone, Debug)]
struct ShopClock(Clock);

impl GovernorClock for ShopClock {
    type Instant = Moment;

    fn now(&self) -> Moment {
        let micros = u64::try_from(self.0.now().timestamp_micros()).unwrap_or(0);
        Moment(micros.saturating_mul(1000))
    }
}

type Limiter = RateLimiter<Key, DashMapStateStore<Key>, ShopClock, StateInformationMiddleware>;

/// One limiter for each policy.
pub(super) struct InProcess {
    clock: ShopClock,
    limiters: HashMap<&'static str, Limiter>,
}

impl InProcess {
    /// All budgets full.
    pub(super) fn new(clock: &Clock) -> Self {
        let clock = ShopClock(clock.clone());
        let limiters = policy::ALL.iter().map(|policy| {
            let limiter = RateLimiter::dashmap_with_clock(quota(policy), clock.clone());
            (policy.name, limiter.with_middleware())
        });
        Self { limiters: limiters.collect(), clock }
    }

    /// Takes one request from the budget.
    pub(super) fn take(&self, policy: &Policy, key: &Key) -> Result<Reading, TooMany> {
        let full = Reading { policy: *policy, remaining: policy.amount, reset_seconds: 0 };
        // A policy that is not in the table can not be built: the fields are set there alone.
        let Some(limiter) = self.limiters.get(policy.name) else { return Ok(full) };
        match limiter.check_key(key) {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity();
                let spent = u64::from(policy.amount.saturating_sub(remaining));
                let reset = (spent * u64::from(policy.seconds)).div_ceil(u64::from(policy.amount.max(1)));
                Ok(Reading {
                    remaining,
                    reset_seconds: u32::try_from(reset).unwrap_or(policy.seconds),
                    ..full
                })
            }
            Err(not_until) => {
                let wait = not_until.wait_time_from(self.clock.now());
                let reading = Reading { remaining: 0, reset_seconds: policy.seconds, ..full };
                Err(TooMany { reading, retry_seconds: whole_seconds(wait) })
            }
        }
    }

    /// Forgets the budgets that are full. Without it, every address that ever called is remembered.
    pub(super) fn forget_full(&self) {
        for limiter in self.limiters.values() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// How many budgets are remembered.
    pub(super) fn remembered(&self) -> usize {
        self.limiters.values().map(RateLimiter::len).sum()
    }
}

fn quota(policy: &Policy) -> Quota {
    let amount = NonZeroU32::new(policy.amount).unwrap_or(NonZeroU32::MIN);
    let step = Duration::from_secs(policy.seconds.into()) / amount.get();
    Quota::with_period(step).unwrap_or_else(|| Quota::per_hour(amount)).allow_burst(amount)
}

fn whole_seconds(wait: Duration) -> u32 {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    u32::try_from(seconds).unwrap_or(u32::MAX).max(1)
}
